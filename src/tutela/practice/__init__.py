"""The work: one app an area. Areas never import one another; what one records, the law may make another's duty."""
