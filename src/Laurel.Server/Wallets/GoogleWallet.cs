using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Laurel.Server.Ui;

namespace Laurel.Server.Wallets;

/// <summary>
/// Cards in Google Wallet: Google keeps what they show (a <c>loyaltyObject</c> of the program's <c>loyaltyClass</c>), and is told when it
/// changes.
/// </summary>
internal sealed class GoogleWallet(GoogleAccount account, string issuer, WalletOptions options, TimeProvider clock) : IWallet, IDisposable
{
    public const string Name = "google";
    private readonly HttpClient http = new() { BaseAddress = options.Google, Timeout = TimeSpan.FromSeconds(15) };

    public string Id => Name;

    /// <summary>Tells Google of a card and gives the address at which its holder takes it.</summary>
    /// <exception cref="WalletException">Google could not be told.</exception>
    public async Task<Uri> SaveAsync(OpenOrganization organization, KeptPass kept, Pass pass, CancellationToken stop)
    {
        await PutAsync("loyaltyClass", ClassOf(organization, kept.Program), Program(kept, pass), stop);
        await PutAsync("loyaltyObject", ObjectOf(kept), Card(organization, kept, pass), stop);
        var taken = new JsonObject { ["id"] = ObjectOf(kept), ["classId"] = ClassOf(organization, kept.Program) };
        return new Uri(options.GoogleSave, account.Sign(new JsonObject
        {
            ["iss"] = account.Email,
            ["aud"] = "google",
            ["typ"] = "savetowallet",
            ["iat"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["payload"] = new JsonObject { ["loyaltyObjects"] = new JsonArray(taken) },
        }));
    }

    public Task UpdateAsync(OpenOrganization organization, KeptPass kept, Pass pass, CancellationToken stop) =>
        PutAsync("loyaltyObject", ObjectOf(kept), Card(organization, kept, pass), stop);

    /// <summary>Nothing of her is left at Google.</summary>
    public async Task EndAsync(KeptPass kept, CancellationToken stop)
    {
        var over = new JsonObject { ["state"] = "EXPIRED", ["accountName"] = "", ["accountId"] = "", ["textModulesData"] = new JsonArray(), ["barcode"] = null };
        var status = await SendAsync(HttpMethod.Patch, "loyaltyObject/" + ObjectOf(kept), over, stop);
        if (status is not (HttpStatusCode.OK or HttpStatusCode.NotFound))
            throw Unexpected(status);
    }

    public void Dispose()
    {
        http.Dispose();
        account.Dispose();
    }

    private static JsonObject Program(KeptPass kept, Pass pass) => new()
    {
        ["issuerName"] = pass.Program,
        ["programName"] = pass.Program,
        ["programLogo"] = new JsonObject
        {
            ["sourceUri"] = new JsonObject { ["uri"] = new Uri(kept.Origin, Look.MarkPicture).AbsoluteUri },
            ["contentDescription"] = new JsonObject { ["defaultValue"] = new JsonObject { ["language"] = kept.Language.Code(), ["value"] = pass.Program } },
        },
        ["hexBackgroundColor"] = "#2f6a43",
        ["reviewStatus"] = "UNDER_REVIEW",
    };

    private JsonObject Card(OpenOrganization organization, KeptPass kept, Pass pass) => new()
    {
        ["classId"] = ClassOf(organization, kept.Program),
        ["state"] = "ACTIVE",
        ["accountName"] = pass.Holder,
        ["accountId"] = pass.Code,
        ["barcode"] = new JsonObject { ["type"] = "QR_CODE", ["value"] = pass.Code, ["alternateText"] = pass.Code },
        ["loyaltyPoints"] = pass.Lines is [var main, ..] ? new JsonObject { ["label"] = main.Label, ["balance"] = new JsonObject { ["string"] = main.Value } } : null,
        ["textModulesData"] = new JsonArray([.. pass.Lines.Skip(1).Select(line =>
            new JsonObject { ["id"] = line.Id, ["header"] = line.Label, ["body"] = line.Value })]),
    };

    private string ClassOf(OpenOrganization organization, string program) => $"{issuer}.{organization.Id}_{program}";

    private string ObjectOf(KeptPass kept) => $"{issuer}.{kept.Id}";

    /// <summary>Makes what is not there, and changes what is.</summary>
    private async Task PutAsync(string kind, string id, JsonObject what, CancellationToken stop)
    {
        var status = await SendAsync(HttpMethod.Patch, $"{kind}/{id}", what, stop);
        if (status == HttpStatusCode.NotFound)
        {
            what["id"] = id;
            status = await SendAsync(HttpMethod.Post, kind, what, stop);
        }
        if (status != HttpStatusCode.OK)
            throw Unexpected(status);
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, JsonObject what, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(method, "/walletobjects/v1/" + path);
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(what)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await account.TokenAsync(http, clock.GetUtcNow(), stop));
            using var answer = await http.SendAsync(request, stop);
            return answer.StatusCode;
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException or KeyNotFoundException
            || (failed is TaskCanceledException && !stop.IsCancellationRequested))
        {
            throw new WalletException($"Google could not be reached: {failed.Message}", failed);
        }
    }

    private static WalletException Unexpected(HttpStatusCode status) => new($"Google answered {(int)status}.")
    {
        IsRefused = status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict,
    };
}
