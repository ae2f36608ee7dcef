using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Laurel.Server.Wallets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Laurel.Server.Tests.Wallets;

/// <summary>
/// The makers of two wallets on the loopback, as far as a merchant speaks with them: one hears that cards have changed (HTTP/2), the
/// other keeps what they show. With a certificate and a key of their own making.
/// </summary>
internal sealed class TestWallets : IAsyncDisposable
{
    public const string PassType = "pass.example.lumiere";
    private readonly string folder = Directory.CreateTempSubdirectory("laurel-wallets-").FullName;
    private readonly RSA googleKey = RSA.Create(2048);
    private readonly WebApplication server;

    private TestWallets(WebApplication server) => this.server = server;

    /// <summary>What phones are pushed: the token of each.</summary>
    public List<string> Pushed { get; } = [];

    /// <summary>What Google keeps, by kind and id.</summary>
    public Dictionary<string, JsonObject> Kept { get; } = [];

    /// <summary>How Apple and Google answer whatever they are told; null is as they should.</summary>
    public HttpStatusCode? Answer { get; set; }

    public X509Certificate2 Certificate { get; private set; } = null!;

    public RSA GoogleKey => googleKey;

    public WalletOptions Options => new()
    {
        AppleCertificate = Path.Combine(folder, "pass.p12"),
        ApplePassword = "secret",
        ApplePush = new(server.Urls.Last()),
        GoogleAccount = Path.Combine(folder, "account.json"),
        GoogleIssuer = "3388000000012345678",
        Google = new(server.Urls.First()),
    };

    public static async Task<TestWallets> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var wallets = new TestWallets(builder.Build());
        wallets.server.MapPost("/3/device/{token}", wallets.Push);
        wallets.server.MapPost("/token", () => Results.Json(new { access_token = "given", expires_in = 3600 }));
        wallets.server.MapPatch("/walletobjects/v1/{kind}/{id}", wallets.ChangeAsync);
        wallets.server.MapPost("/walletobjects/v1/{kind}", wallets.MakeAsync);
        await wallets.server.StartAsync();
        wallets.Write();
        return wallets;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        googleKey.Dispose();
        Certificate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Write()
    {
        using var key = RSA.Create(2048);
        var subject = $"UID={PassType}, CN=Pass Type ID: {PassType}, OU=TEAM123456, O=Lumiere, C=BE";
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Certificate = request.CreateSelfSigned(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2045, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllBytes(Path.Combine(folder, "pass.p12"), Certificate.Export(X509ContentType.Pkcs12, "secret"));
        File.WriteAllText(Path.Combine(folder, "account.json"), new JsonObject
        {
            ["client_email"] = "laurel@lumiere.example",
            ["private_key"] = googleKey.ExportPkcs8PrivateKeyPem(),
            ["token_uri"] = new Uri(new Uri(server.Urls.First()), "/token").AbsoluteUri,
        }.ToJsonString());
    }

    private IResult Push(HttpContext context, string token)
    {
        if (Answer is { } answer)
            return Results.StatusCode((int)answer);
        if (context.Request.Protocol != "HTTP/2" || context.Request.Headers["apns-topic"] != PassType)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        Pushed.Add(token);
        return token switch
        {
            "gone" => Results.Json(new { reason = "Unregistered" }, statusCode: StatusCodes.Status410Gone),
            "none" => Results.Json(new { reason = "BadDeviceToken" }, statusCode: StatusCodes.Status400BadRequest),
            _ => Results.Ok(),
        };
    }

    private async Task<IResult> ChangeAsync(HttpContext context, string kind, string id)
    {
        if (Refused(context) is { } refused)
            return refused;
        if (!Kept.TryGetValue($"{kind}/{id}", out var kept))
            return Results.NotFound();
        foreach (var (name, value) in (await ReadAsync(context)).ToArray())
            kept[name] = value?.DeepClone();
        return Results.Ok();
    }

    private async Task<IResult> MakeAsync(HttpContext context, string kind)
    {
        if (Refused(context) is { } refused)
            return refused;
        var made = await ReadAsync(context);
        Kept[$"{kind}/{made["id"]!.GetValue<string>()}"] = made;
        return Results.Ok();
    }

    private IResult? Refused(HttpContext context) => Answer is { } answer ? Results.StatusCode((int)answer)
        : context.Request.Headers.Authorization == "Bearer given" ? null
        : Results.Unauthorized();

    private static async Task<JsonObject> ReadAsync(HttpContext context) => (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
}
