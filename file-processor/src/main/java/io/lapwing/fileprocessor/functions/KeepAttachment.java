package io.lapwing.fileprocessor.functions;

import io.lapwing.fileprocessor.functions.Uploads.Digested;
import io.lapwing.fileprocessor.pictures.ImageKind;
import io.lapwing.fileprocessor.pictures.Picture;
import io.lapwing.fileprocessor.pictures.Picture.NotShown;
import io.lapwing.fileprocessor.pictures.Picture.Small;
import io.lapwing.fileprocessor.pictures.Picture.TooManyPixels;
import io.lapwing.fileprocessor.pictures.Picture.Unreadable;
import io.lapwing.fileprocessor.pictures.Thumbnails;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.file.FileFinding;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.port.ObjectStore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Keeps a file as it is, and tells its digest. An image gets a small picture beside it, by what it is and not by what it
/// is called; one that is none, or a bomb, is quarantined. Each call does all of it.
record KeepAttachment(ObjectStore objects, Uploads uploads) {

    void process(HeldFile held) {
        Digested<Optional<ImageKind>> kind = uploads.digest(held,
                bytes -> ImageKind.of(bytes.readNBytes(ImageKind.NEEDED)));
        if (kind.result().isPresent()) {
            show(held, kind.result().get(), kind.sha256());
        } else if (ImageKind.isPromisedBy(held.file().spec().type().value())) {
            quarantine(held, kind.sha256(), FileCode.TYPE_MISMATCH, "The file is called an image, and is none.");
        } else {
            keep(held, kind.sha256());
        }
    }

    private void show(HeldFile held, ImageKind kind, Sha256 sha256) {
        switch (look(held, kind)) {
            case Small(ObjectContent image) -> {
                objects.put(held.file().key().thumbnail(), image);
                keep(held, sha256);
            }
            case NotShown _ -> keep(held, sha256);
            case TooManyPixels(long pixels) -> quarantine(held, sha256, FileCode.BOMB,
                    "The image has " + pixels + " pixels; up to " + Thumbnails.MAX_PIXELS + " are taken.");
            case Unreadable _ -> quarantine(held, sha256, FileCode.TYPE_MISMATCH,
                    "The file begins as an image, and cannot be read as one.");
        }
    }

    private Picture look(HeldFile held, ImageKind kind) {
        try (InputStream bytes = uploads.open(held)) {
            byte[] image = bytes.readNBytes(Thumbnails.MAX_BYTES);
            return Thumbnails.of(kind, image, held.file().spec().size() == image.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(HeldFile held, Sha256 sha256) {
        held.save(held.file().inspected(sha256, 0, held.lease(), held.now()));
        held.save(held.file().completed(null, held.now()));
    }

    private static void quarantine(HeldFile held, Sha256 sha256, FileCode code, String message) {
        held.save(held.file().quarantined(sha256, new FileFinding(code, 0, message), held.now()));
    }
}
