using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Laurel.Server.Wallets;

/// <summary>Apple's pass type certificate: it signs cards, says whose they are, and opens the door to where their changes are told.</summary>
internal sealed class AppleCertificate : IDisposable
{
    private const string UserId = "0.9.2342.19200300.100.1.1";
    private const string OrganizationalUnit = "2.5.4.11";
    private readonly X509Certificate2Collection above = [];

    private AppleCertificate(X509Certificate2Collection all)
    {
        Own = all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("There is no private key in it.");
        above.AddRange(all.Where(c => c != Own).ToArray());
        PassType = Named(UserId) ?? throw new CryptographicException("Its subject has no user id (UID), which names the pass type.");
        Team = Named(OrganizationalUnit) ?? throw new CryptographicException("Its subject has no organizational unit (OU), which names the team.");
    }

    public X509Certificate2 Own { get; }

    /// <summary>pass.com.example.card</summary>
    public string PassType { get; }

    public string Team { get; }

    /// <exception cref="MisuseException">The file is not there, is not one, or has another password.</exception>
    public static AppleCertificate Read(string file, string? password)
    {
        try
        {
            return new AppleCertificate(X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password));
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new MisuseException($"Laurel__AppleWallet: {file} cannot be used as a pass type certificate. {wrong.Message}");
        }
    }

    /// <summary>A detached PKCS #7 signature, as PassKit wants it.</summary>
    public byte[] Sign(byte[] content, DateTimeOffset at)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, Own) { IncludeOption = X509IncludeOption.EndCertOnly };
        signer.Certificates.AddRange(above);
        signer.SignedAttributes.Add(new Pkcs9SigningTime(at.UtcDateTime));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    public void Dispose()
    {
        Own.Dispose();
        foreach (var certificate in above)
            certificate.Dispose();
    }

    private string? Named(string what) => Own.SubjectName.EnumerateRelativeDistinguishedNames()
        .FirstOrDefault(part => !part.HasMultipleElements && part.GetSingleElementType().Value == what)?.GetSingleElementValue();
}
