"""How fast articles go through the whole pipeline, where the time goes, and how much memory that takes."""
