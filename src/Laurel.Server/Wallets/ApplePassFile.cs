using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Laurel.Server.Ui;

namespace Laurel.Server.Wallets;

/// <summary>
/// A card as a file that an iPhone puts into its wallet: what it shows as JSON, the mark, a list of both with their SHA-1 sums, and a
/// signature of that list. The format is in Apple's <i>Wallet Passes</i>.
/// </summary>
internal static class ApplePassFile
{
    public const string MediaType = "application/vnd.apple.pkpass";
    private const int MostOnFront = 4;
    private static readonly string[] Pictures = ["icon.png", "logo.png"];

    /// <param name="token">What the phone says with every question about this card.</param>
    /// <param name="service">The address that it asks.</param>
    public static byte[] Write(Pass pass, KeptPass kept, string token, Uri service, AppleCertificate certificate)
    {
        var files = Pictures.ToDictionary(name => name, _ => Resource.Bytes("Ui.Frame.Mark.png"));
        files["pass.json"] = JsonSerializer.SerializeToUtf8Bytes(Describe(pass, kept, token, service, certificate));
        files["manifest.json"] = JsonSerializer.SerializeToUtf8Bytes(new JsonObject(files.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Sum(f.Value)))));
        files["signature"] = certificate.Sign(files["manifest.json"], kept.Changed);
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return packed.ToArray();
    }

    private static JsonObject Describe(Pass pass, KeptPass kept, string token, Uri service, AppleCertificate certificate) => new()
    {
        ["formatVersion"] = 1,
        ["passTypeIdentifier"] = certificate.PassType,
        ["teamIdentifier"] = certificate.Team,
        ["serialNumber"] = kept.Id,
        ["authenticationToken"] = token,
        ["webServiceURL"] = service.AbsoluteUri,
        ["organizationName"] = pass.Program,
        ["description"] = Words.Say(kept.Language, "wallets.card", ("program", pass.Program)),
        ["logoText"] = pass.Program,
        ["foregroundColor"] = "rgb(255, 255, 255)",
        ["labelColor"] = "rgb(214, 228, 205)",
        ["backgroundColor"] = "rgb(47, 106, 67)",
        ["barcodes"] = new JsonArray(new JsonObject
        {
            ["format"] = "PKBarcodeFormatQR",
            ["message"] = pass.Code,
            ["messageEncoding"] = "utf-8",
            ["altText"] = pass.Code,
        }),
        ["storeCard"] = new JsonObject
        {
            ["headerFields"] = Fields(pass.Lines.Take(1)),
            ["secondaryFields"] = Fields(pass.Lines.Skip(1).Take(MostOnFront)),
            ["backFields"] = Fields(pass.Lines.Skip(1 + MostOnFront)),
        },
    };

    private static JsonArray Fields(IEnumerable<PassLine> lines) => [.. lines.Select(Field)];

    private static JsonObject Field(PassLine line)
    {
        var field = new JsonObject { ["key"] = line.Id, ["label"] = line.Label, ["value"] = line.Value };
        if (line.Told is not null)
            field["changeMessage"] = line.Told;
        return field;
    }

    /// <summary>The format asks for SHA-1; what keeps the card from being forged is the signature.</summary>
#pragma warning disable CA5350
    private static string Sum(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350
}
