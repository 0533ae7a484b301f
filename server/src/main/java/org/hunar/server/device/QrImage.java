package org.hunar.server.device;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.QRCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Texts as QR codes (ISO/IEC 18004).
 *
 * <p>Two codes in a hundred hold by chance what a reader takes for one more of the three corner marks, and it then finds
 * no code. The standard's eight masks give eight pictures of one text: the first goes out that a reader has read.
 */
public final class QrImage {
    /** Pixels: enough for a phone that looks at a screen or a print from an arm's length. */
    private static final int SIDE = 480;

    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;

    private QrImage() {}

    /**
     * A black and white PNG, which is read also when a seventh of it is dirty.
     *
     * @throws IllegalArgumentException if the text is too long for a code
     */
    public static byte[] png(String text) {
        return png(masks().map(mask -> image(text, mask))
                .filter(image -> isReadAs(text, image))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no reader reads any code of this text")));
    }

    /** The hint for a mask: none at first, which takes the one that the standard holds for the best. */
    private static Stream<Map<EncodeHintType, Integer>> masks() {
        return Stream.concat(
                Stream.of(Map.of()),
                IntStream.range(0, QRCode.NUM_MASK_PATTERNS)
                        .mapToObj(mask -> Map.of(EncodeHintType.QR_MASK_PATTERN, mask)));
    }

    private static BufferedImage image(String text, Map<EncodeHintType, Integer> mask) {
        BitMatrix matrix = matrix(text, mask);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY);
        for (int x = 0; x < SIDE; x++) {
            for (int y = 0; y < SIDE; y++) {
                image.setRGB(x, y, matrix.get(x, y) ? BLACK : WHITE);
            }
        }
        return image;
    }

    private static BitMatrix matrix(String text, Map<EncodeHintType, Integer> mask) {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.put(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);
        hints.putAll(mask);
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, SIDE, SIDE, hints);
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /** With ZXing, as ODK Collect and most phones do. */
    private static boolean isReadAs(String text, BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(SIDE, SIDE, pixels))))
                    .getText()
                    .equals(text);
        } catch (ReaderException e) {
            return false;
        }
    }

    private static byte[] png(BufferedImage image) {
        try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
