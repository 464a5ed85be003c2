"""Children in police detention: appropriate adult, health, review, accommodation and release."""
