"""What is kept between one request and the next."""
