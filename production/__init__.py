"""From a request to finished files: frames, MP4, captions, transcript, poster."""
