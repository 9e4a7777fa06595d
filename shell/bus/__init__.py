"""The daemon on the session bus: org.sayso.Shell1, and its typed other end."""
