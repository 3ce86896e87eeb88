package io.manometer.agent.metrics.http;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Key and certificates of the endpoint, from a PEM or a PKCS #12 file. */
public final class Tls {
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    private Tls() {}

    /**
     * @param passwordFile its first line is the password of a PKCS #12 file; null for none
     * @throws GeneralSecurityException or IOException when the files don't hold what they should
     */
    public static SSLContext context(String file, @Nullable String passwordFile)
            throws IOException, GeneralSecurityException {
        byte[] content;
        try (FileInputStream in = new FileInputStream(new File(file))) {
            content = in.readAllBytes();
        }
        char[] password = passwordFile == null
                ? new char[0]
                : Access.lines(passwordFile).get(0).toCharArray();
        KeyStore keys = isPem(content) ? fromPem(content, password) : fromPkcs12(content, password);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static boolean isPem(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    private static KeyStore fromPkcs12(byte[] content, char[] password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new ByteArrayInputStream(content), password);
        return keys;
    }

    private static KeyStore fromPem(byte[] content, char[] password) throws IOException, GeneralSecurityException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<byte[]> privateKeys = blocks(text, KEY);
        List<Certificate> chain = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (byte[] each : blocks(text, CERTIFICATE)) {
            chain.add(factory.generateCertificate(new ByteArrayInputStream(each)));
        }
        if (privateKeys.size() != 1 || chain.isEmpty()) {
            throw new IOException("it needs one block BEGIN " + KEY + " and at least one BEGIN " + CERTIFICATE);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("endpoint", privateKey(privateKeys.get(0)), password, chain.toArray(new Certificate[0]));
        return keys;
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // The next one, then.
            }
        }
        throw new InvalidKeySpecException("the key is none of RSA, EC and EdDSA in PKCS #8");
    }

    private static List<byte[]> blocks(String text, String type) throws IOException {
        String begin = "-----BEGIN " + type + "-----";
        String end = "-----END " + type + "-----";
        List<byte[]> blocks = new ArrayList<>();
        int from = text.indexOf(begin);
        while (from >= 0) {
            int to = text.indexOf(end, from);
            if (to < 0) {
                throw new IOException("it has no " + end);
            }
            try {
                blocks.add(Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to)));
            } catch (IllegalArgumentException e) {
                throw new IOException("what follows " + begin + " is no base64", e);
            }
            from = text.indexOf(begin, to);
        }
        return blocks;
    }
}
