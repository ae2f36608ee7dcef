using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Laurel.Server.Wallets;

/// <summary>The service account by which the merchant writes to Google Wallet: it signs (RS256, RFC 7515), and is given a token for it.</summary>
internal sealed class GoogleAccount : IDisposable
{
    private const string Scope = "https://www.googleapis.com/auth/wallet_object.issuer";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private readonly RSA key = RSA.Create();
    private readonly Uri tokens;
    private Given? given;

    private GoogleAccount(JsonElement file)
    {
        Email = file.GetProperty("client_email").GetString()!;
        tokens = new Uri(file.GetProperty("token_uri").GetString()!);
        key.ImportFromPem(file.GetProperty("private_key").GetString()!);
    }

    public string Email { get; }

    /// <exception cref="MisuseException">The file is not there or is no key of a service account.</exception>
    public static GoogleAccount Read(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return new GoogleAccount(json.RootElement);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentException or CryptographicException or UriFormatException)
        {
            throw new MisuseException($"Laurel__GoogleWallet: {file} cannot be used as the key of a service account. {wrong.Message}");
        }
    }

    public string Sign(JsonObject claims)
    {
        var head = Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8);
        var signed = head + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>A token to write with; the same until shortly before it ends.</summary>
    /// <exception cref="HttpRequestException">It was not given.</exception>
    public async Task<string> TokenAsync(HttpClient http, DateTimeOffset now, CancellationToken stop)
    {
        if (given is { } known && now < known.Until)
            return known.Token;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = Sign(new JsonObject
            {
                ["iss"] = Email,
                ["scope"] = Scope,
                ["aud"] = tokens.OriginalString,
                ["iat"] = now.ToUnixTimeSeconds(),
                ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            }),
        });
        using var answer = await http.PostAsync(tokens, form, stop);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(stop));
        var token = json.RootElement.GetProperty("access_token").GetString()!;
        given = new Given(token, now + Lifetime - Early);
        return token;
    }

    public void Dispose() => key.Dispose();

    private sealed record Given(string Token, DateTimeOffset Until);
}
