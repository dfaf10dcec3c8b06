"""Mutation of specs: which small changes of a spec do its properties notice?"""
