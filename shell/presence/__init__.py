"""What can be seen of Sayso on the screen: an indicator with captions, an outline round what is asked about, and notifications."""
