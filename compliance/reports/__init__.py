"""Figures of any day from stored spans: which posts and places a question is about, and how many they are.

A question is a mapping of parameters, the same that stand in the address of the list that it counts: so a figure and
its list come from one condition and cannot differ.
"""
