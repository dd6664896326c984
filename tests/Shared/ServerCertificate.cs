using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Points.Tests;

/// <summary>A self-signed certificate for a local server, and an HTTP handler that trusts only it.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public ServerCertificate()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        // OpenSSL finds a trusted certificate by its subject, so two certificates need two subjects.
        var subject = $"CN=127.0.0.1,O={Guid.NewGuid():N}";
        var request = new CertificateRequest(subject, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        Certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>The certificate with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    public void Write(string certificateFile, string keyFile)
    {
        File.WriteAllText(certificateFile, Certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, _key.ExportPkcs8PrivateKeyPem());
    }

    public SocketsHttpHandler TrustingHandler() =>
        new()
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                    CustomTrustStore = { Certificate },
                },
            },
        };

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
