using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using System.Text.Json.Nodes;
using Laurel.Server.Access;
using Laurel.Server.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Wallets;

/// <summary>Members' cards in the wallets of their phones: signed, hers alone, and always what her account says.</summary>
public sealed class WalletTests : IAsyncLifetime
{
    private const string Program = """
        {"program":"club","name":"Lumière","zone":"Europe/Brussels","currency":"EUR","units":{"point":{"name":"beans"}},
         "earning":{"spend":{"give":"1 point per 1.00 EUR"}},
         "tiers":{"counts":"spend ever","levels":{"green":{},"gold":{"at":"100.00 EUR"}}}}
        """;

    private readonly TestClock clock = new(new DateTimeOffset(2026, 1, 10, 9, 0, 0, TimeSpan.Zero));
    private TestWallets wallets = null!;
    private OwnServer server = null!;
    private HttpClient api = null!;

    public async ValueTask InitializeAsync()
    {
        wallets = await TestWallets.StartAsync();
        server = await OwnServer.StartAsync(o => o with { DueEvery = null, WalletsEvery = null, Wallets = wallets.Options }, clock);
        api = server.Client([.. Scopes.All]);
        await PostAsync("versions?from=2025-01-01T00:00:00Z", Program);
        await PostAsync("members", """{"id": "ada", "name": "Ada Peeters"}""");
        await PostAsync("members", """{"id": "bo", "name": "Bo"}""");
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await server.DisposeAsync();
        await wallets.DisposeAsync();
    }

    /// <summary>"Wallet is the visible gap": satisfecho/pos#343.</summary>
    [Fact]
    public async Task A_member_puts_her_card_into_the_wallet_of_her_phone()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        var links = (await ada.SeeAsync("/my")).QuerySelectorAll(".own-wallets a").Select(a => (a.TextContent.Trim(), a.GetAttribute("href")));
        links.ShouldBe([("Add to Apple Wallet", "/my/wallet/apple"), ("Add to Google Wallet", "/my/wallet/google")]);
        using var answer = await ada.GetAsync("/my/wallet/apple");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.apple.pkpass");
        var files = Files(await answer.Content.ReadAsByteArrayAsync());
        files.Keys.ShouldBe(["icon.png", "logo.png", "manifest.json", "pass.json", "signature"], ignoreOrder: true);
        var card = JsonNode.Parse(files["pass.json"])!;
        (card["passTypeIdentifier"]!.GetValue<string>(), card["teamIdentifier"]!.GetValue<string>()).ShouldBe((TestWallets.PassType, "TEAM123456"));
        card["barcodes"]![0]!["message"]!.GetValue<string>().ShouldBe("ada");
        Values(card).ShouldBe(["beans: 0", "Member: Ada Peeters", "Level: green"]);
    }

    [Fact]
    public async Task A_card_is_signed_with_every_file_in_it()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        var files = Files(await (await ada.GetAsync("/my/wallet/apple")).Content.ReadAsByteArrayAsync());
        var signed = new SignedCms(new ContentInfo(files["manifest.json"]), detached: true);
        signed.Decode(files["signature"]);
        signed.CheckSignature(verifySignatureOnly: true);
        signed.SignerInfos[0].Certificate!.Thumbprint.ShouldBe(wallets.Certificate.Thumbprint);
        var sums = JsonNode.Parse(files["manifest.json"])!.AsObject();
        sums.Select(s => s.Key).ShouldBe(files.Keys.Except(["manifest.json", "signature"]), ignoreOrder: true);
#pragma warning disable CA5350 // The format asks for it.
        foreach (var (name, sum) in sums)
            sum!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA1.HashData(files[name])), name);
#pragma warning restore CA5350
    }

    /// <summary>The pass in the wallet did not update: google-wallet/android-codelab#20, google-wallet/rest-samples#48.</summary>
    [Fact]
    public async Task A_purchase_is_on_the_card_in_the_wallet()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        var phone = await PhoneAsync(ada);
        (await ada.GetAsync("/my/wallet/google")).StatusCode.ShouldBeRedirect();
        (await phone.RegisterAsync("p1", "token-1")).ShouldBe(HttpStatusCode.Created);
        (await phone.RegisterAsync("p1", "token-2")).ShouldBe(HttpStatusCode.OK);
        await BuyAsync("R-1", "ada", "120.00");
        await TurnAsync();
        wallets.Pushed.ShouldBe(["token-2"]);
        var (changed, since) = await phone.ChangedAsync("p1", null);
        changed.ShouldBe([phone.Serial]);
        Values(await phone.ReadAsync()).ShouldBe(["beans: 120", "Member: Ada Peeters", "Level: gold"]);
        (await phone.ChangedAsync("p1", since)).Serials.ShouldBeEmpty();
        var kept = wallets.Kept.Single(k => k.Key.StartsWith("loyaltyObject/", StringComparison.Ordinal)).Value;
        (kept["loyaltyPoints"]!["balance"]!["string"]!.GetValue<string>(), kept["textModulesData"]![1]!["body"]!.GetValue<string>()).ShouldBe(("120", "gold"));
    }

    [Fact]
    public async Task Nobody_is_told_of_what_a_card_does_not_show()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        await (await PhoneAsync(ada)).RegisterAsync("p1", "token-1");
        await BuyAsync("R-1", "bo", "50.00");
        await BuyAsync("R-2", "ada", "0.50");
        (await TurnAsync()).ShouldBe(0);
        wallets.Pushed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wallet_that_cannot_be_reached_is_told_later_and_nothing_else_waits_for_it()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        await (await PhoneAsync(ada)).RegisterAsync("p1", "token-1");
        await BuyAsync("R-1", "ada", "10.00");
        wallets.Answer = HttpStatusCode.ServiceUnavailable;
        (await TurnAsync()).ShouldBe(0);
        wallets.Answer = null;
        (await TurnAsync()).ShouldBe(1);
        wallets.Pushed.ShouldBe(["token-1"]);
        (await TurnAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_card_that_google_refuses_does_not_hold_up_the_others()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        await ada.GetAsync("/my/wallet/google");
        await BuyAsync("R-1", "ada", "10.00");
        wallets.Answer = HttpStatusCode.BadRequest;
        await TurnAsync();
        wallets.Answer = null;
        (await TurnAsync()).ShouldBe(0);
        await BuyAsync("R-2", "ada", "10.00");
        (await TurnAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_phone_that_threw_the_card_away_is_not_told_any_more()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        var phone = await PhoneAsync(ada);
        await phone.RegisterAsync("p1", "gone");
        await phone.RegisterAsync("p3", "none");
        await phone.RegisterAsync("p2", "token-2");
        (await phone.UnregisterAsync("p2")).ShouldBe(HttpStatusCode.OK);
        await BuyAsync("R-1", "ada", "10.00");
        await TurnAsync();
        await BuyAsync("R-2", "ada", "10.00");
        await TurnAsync();
        wallets.Pushed.ShouldBe(["gone", "none"], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_what_only_her_phone_knows_nothing_is_answered()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        var phone = await PhoneAsync(ada);
        using var stranger = new HttpClient { BaseAddress = server.Address };
        foreach (var token in new[] { null, "", phone.Token[..^1], "x" + phone.Token })
        {
            var other = phone with { Token = token! };
            (await other.RegisterAsync("p1", "token-1")).ShouldBe(HttpStatusCode.Unauthorized);
            (await other.UnregisterAsync("p1")).ShouldBe(HttpStatusCode.Unauthorized);
            (await other.AnswerAsync(HttpMethod.Get, $"passes/{TestWallets.PassType}/{phone.Serial}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        (await (phone with { Serial = "pas_unknown" }).RegisterAsync("p1", "token-1")).ShouldBe(HttpStatusCode.Unauthorized);
        using var nobody = new Visit(server.Address);
        (await nobody.GetAsync("/my/wallet/apple")).StatusCode.ShouldBeRedirect();
    }

    [Fact]
    public async Task The_link_for_google_is_signed_and_names_her_card_alone()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        var link = (await ada.GetAsync("/my/wallet/google")).Headers.Location!;
        link.GetLeftPart(UriPartial.Path).ShouldStartWith("https://pay.google.com/gp/v/save/");
        var parts = link.Segments[^1].Split('.');
        wallets.GoogleKey.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .ShouldBeTrue();
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        (claims["typ"]!.GetValue<string>(), claims["iss"]!.GetValue<string>()).ShouldBe(("savetowallet", "laurel@lumiere.example"));
        var card = claims["payload"]!["loyaltyObjects"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>();
        wallets.Kept[$"loyaltyObject/{card}"]["accountName"]!.GetValue<string>().ShouldBe("Ada Peeters");
        link.AbsoluteUri.Length.ShouldBeLessThan(1800);
    }

    [Fact]
    public async Task When_google_cannot_be_reached_she_is_told_and_keeps_her_card()
    {
        wallets.Answer = HttpStatusCode.ServiceUnavailable;
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        using var answer = await ada.GetAsync("/my/wallet/google");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var page = await Visit.ReadAsync(answer);
        page.QuerySelector(".callout")!.TextContent.ShouldContain("Your wallet could not be reached.");
        page.QuerySelector(".own-card").ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_is_merged_goes_on_with_the_card_she_has()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        var phone = await PhoneAsync(ada);
        await phone.RegisterAsync("p1", "token-1");
        await BuyAsync("R-1", "bo", "30.00");
        await PostAsync("members/ada/merge", """{"into": "bo"}""");
        await TurnAsync();
        Values(await phone.ReadAsync())[0].ShouldBe("beans: 30");
        await BuyAsync("R-2", "bo", "12.00");
        await TurnAsync();
        Values(await phone.ReadAsync())[0].ShouldBe("beans: 42");
    }

    [Fact]
    public async Task Of_who_is_forgotten_no_wallet_is_told_and_google_keeps_nothing()
    {
        using var ada = await OwnLinks.OpenAsync(server, "club", "ada");
        var phone = await PhoneAsync(ada);
        await phone.RegisterAsync("p1", "token-1");
        await ada.GetAsync("/my/wallet/google");
        (await ReadAsync("members/ada/data"))["wallets"]!.AsArray().Select(w => w!["wallet"]!.GetValue<string>()).ShouldBe(["apple", "google"], ignoreOrder: true);
        using var erase = new HttpRequestMessage(HttpMethod.Delete, "/v1/programs/club/members/ada/person");
        erase.Headers.Add("Idempotency-Key", "erase");
        (await api.SendAsync(erase)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await TurnAsync();
        wallets.Pushed.ShouldBeEmpty();
        (await phone.AnswerAsync(HttpMethod.Get, $"passes/{TestWallets.PassType}/{phone.Serial}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var kept = wallets.Kept.Single(k => k.Key.StartsWith("loyaltyObject/", StringComparison.Ordinal)).Value;
        (kept["state"]!.GetValue<string>(), kept["accountName"]!.GetValue<string>()).ShouldBe(("EXPIRED", ""));
        kept.ToJsonString().ShouldNotContain("Peeters");
    }

    [Fact]
    public async Task Without_wallets_set_up_the_card_offers_none()
    {
        await using var plain = await OwnServer.StartAsync(o => o with { DueEvery = null }, clock);
        using var http = plain.Client([.. Scopes.All]);
        await PostAsync(http, "versions?from=2025-01-01T00:00:00Z", Program);
        await PostAsync(http, "members", """{"id": "ada"}""");
        using var ada = await OwnLinks.OpenAsync(plain, "club", "ada");
        (await ada.SeeAsync("/my")).QuerySelector(".own-wallets").ShouldBeNull();
        (await ada.GetAsync("/my/wallet/apple")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void A_certificate_that_cannot_be_used_is_told_by_the_setting_that_names_it() =>
        Should.Throw<MisuseException>(() => new PhoneWallets(
            new ServerOptions { Urls = "", Data = "", Wallets = wallets.Options with { ApplePassword = "wrong" } }, clock)).Message.ShouldContain("Laurel__AppleWallet");

    private async Task<Phone> PhoneAsync(Visit member)
    {
        var card = JsonNode.Parse(Files(await (await member.GetAsync("/my/wallet/apple")).Content.ReadAsByteArrayAsync())["pass.json"])!;
        return new Phone(new Uri(card["webServiceURL"]!.GetValue<string>() + "/v1/"), card["serialNumber"]!.GetValue<string>(), card["authenticationToken"]!.GetValue<string>());
    }

    private static IReadOnlyList<string> Values(JsonNode card) =>
    [
        .. new[] { "headerFields", "secondaryFields", "backFields" }.SelectMany(part => card["storeCard"]![part]!.AsArray())
            .Select(field => $"{field!["label"]!.GetValue<string>()}: {field["value"]!.GetValue<string>()}"),
    ];

    private static Dictionary<string, byte[]> Files(byte[] packed)
    {
        using var archive = new ZipArchive(new MemoryStream(packed));
        return archive.Entries.ToDictionary(entry => entry.Name, entry =>
        {
            using var content = new MemoryStream();
            using var from = entry.Open();
            from.CopyTo(content);
            return content.ToArray();
        });
    }

    private Task<int> TurnAsync() => server.Parts.GetRequiredService<WalletLoop>().TurnAsync(CancellationToken.None);

    private Task BuyAsync(string id, string member, string price) => PostAsync("purchases",
        $$"""{"id": "{{id}}", "member": "{{member}}", "currency": "EUR", "lines": [{"sku": "A", "unit_price": "{{price}}"}]}""");

    private Task PostAsync(string path, string body) => PostAsync(api, path, body);

    private static async Task PostAsync(HttpClient http, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/programs/club/" + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await http.SendAsync(request);
        ((int)answer.StatusCode).ShouldBeLessThan((int)HttpStatusCode.MultipleChoices, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse(await api.GetStringAsync("/v1/programs/club/" + path))!;

    /// <summary>An iPhone with a card in its wallet: it asks as Apple's phones ask.</summary>
    private sealed record Phone(Uri Service, string Serial, string Token)
    {
        public async Task<HttpStatusCode> RegisterAsync(string device, string push) =>
            (await AnswerAsync(HttpMethod.Post, $"devices/{device}/registrations/{TestWallets.PassType}/{Serial}", $$"""{"pushToken": "{{push}}"}""")).StatusCode;

        public async Task<HttpStatusCode> UnregisterAsync(string device) =>
            (await AnswerAsync(HttpMethod.Delete, $"devices/{device}/registrations/{TestWallets.PassType}/{Serial}")).StatusCode;

        public async Task<(IReadOnlyList<string> Serials, string? Tag)> ChangedAsync(string device, string? since)
        {
            var answer = await AnswerAsync(HttpMethod.Get, $"devices/{device}/registrations/{TestWallets.PassType}{(since is null ? "" : "?passesUpdatedSince=" + since)}");
            if (answer.StatusCode == HttpStatusCode.NoContent)
                return ([], since);
            var read = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            return ([.. read["serialNumbers"]!.AsArray().Select(s => s!.GetValue<string>())], read["lastUpdated"]!.GetValue<string>());
        }

        public async Task<JsonNode> ReadAsync() => JsonNode.Parse(Files(
            await (await AnswerAsync(HttpMethod.Get, $"passes/{TestWallets.PassType}/{Serial}")).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync())["pass.json"])!;

        public async Task<HttpResponseMessage> AnswerAsync(HttpMethod method, string path, string? body = null)
        {
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(method, new Uri(Service, path));
            request.Headers.Authorization = new AuthenticationHeaderValue("ApplePass", Token);
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            return await http.SendAsync(request);
        }
    }
}
