"""What `kfp component build` puts into the image: this folder, whose modules may import at the top."""
