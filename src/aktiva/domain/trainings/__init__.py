"""Courses: whom they concern, by when, and when their evaluation says something."""
