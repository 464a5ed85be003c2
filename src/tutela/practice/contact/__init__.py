"""The control room: reports, THRIVE, grades, dispatch, reviews and the closing of incidents."""
