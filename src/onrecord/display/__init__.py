"""What the app and the dossier show alike: one template environment, the words of values, shared macros, a base stylesheet."""
