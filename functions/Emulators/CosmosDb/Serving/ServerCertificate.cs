using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Emulators.CosmosDb.Serving;

/// <summary>
/// The server's self-signed certificate for this machine. The first start creates it, and a start shortly before its
/// end creates another.
/// </summary>
internal sealed class ServerCertificate : IDisposable
{
    private const string CertificateName = "certificate.pem",
        KeyName = "certificate-key.pem";

    // Some clients refuse certificates that are valid for longer than 398 days.
    private static readonly TimeSpan Validity = TimeSpan.FromDays(397),
        RenewedBefore = TimeSpan.FromDays(30);

    private ServerCertificate(string file, X509Certificate2 withKey) => (File, WithKey) = (file, withKey);

    /// <summary>The certificate in PEM, without its key.</summary>
    public string File { get; }

    public X509Certificate2 WithKey { get; }

    /// <exception cref="InvalidDataException">The files are damaged.</exception>
    public static ServerCertificate LoadOrCreate(ServerFolder folder, TimeProvider time)
    {
        var file = folder.PathOf(CertificateName);
        var now = time.GetUtcNow();
        if (Load(folder) is { } existing)
        {
            // The certificate states its times in the time zone of the machine.
            var (from, to) = (existing.NotBefore.ToUniversalTime(), existing.NotAfter.ToUniversalTime());
            if (from <= now.UtcDateTime && to - RenewedBefore > now.UtcDateTime)
                return new(file, existing);
            existing.Dispose();
        }
        Create(folder, now);
        return new(file, Load(folder)!);
    }

    public void Dispose() => WithKey.Dispose();

    private static X509Certificate2? Load(ServerFolder folder)
    {
        if (folder.Read(CertificateName) is not { } certificate || folder.Read(KeyName) is not { } key)
            return null;
        try
        {
            using var ephemeral = X509Certificate2.CreateFromPem(certificate, key);
            // TLS on Windows does not take a key that is only in memory in the form that PEM gives it.
            return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pfx), password: null);
        }
        catch (Exception damaged) when (damaged is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException(
                $"{folder.PathOf(CertificateName)} or its key is damaged; delete both, and they are created again.",
                damaged
            );
        }
    }

    private static void Create(ServerFolder folder, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Validity);
        // The key first: if the second file is not written, both are created again.
        folder.Write(KeyName, key.ExportPkcs8PrivateKeyPem());
        folder.Write(CertificateName, certificate.ExportCertificatePem());
    }
}
