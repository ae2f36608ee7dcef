using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Wallets;
using Microsoft.Net.Http.Headers;

namespace Laurel.Server.Features.Members.Own.Carrying;

/// <summary>
/// What iPhones ask about the cards in their wallets, as Apple's <i>Adding a Web Service to Update Passes</i> has it: a phone says that it
/// carries a card, asks which of its cards have changed since, fetches one, and says that it was thrown away.
/// </summary>
internal static class AnswerPhones
{
    private const string Door = "/wallet/apple/{organization}/v1";
    private const string Registrations = Door + "/devices/{device}/registrations/{type}";
    private const string Scheme = "ApplePass ";
    private const int LongestName = 200;
    private const int MostPhones = 20;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost(Registrations + "/{pass}", RegisterAsync).ExcludeFromDescription();
        pages.MapDelete(Registrations + "/{pass}", UnregisterAsync).ExcludeFromDescription();
        pages.MapGet(Registrations, ChangedAsync).ExcludeFromDescription();
        pages.MapGet(Door + "/passes/{type}/{pass}", ReadAsync).ExcludeFromDescription();
        pages.MapPost(Door + "/log", () => Results.Ok()).ExcludeFromDescription();
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, Asked asked, string device)
    {
        if (asked.Pass is not { } pass)
            return Results.Unauthorized();
        var (body, malformed) = await Body.ReadAsync(context, PhonesJson.Default.PhoneBody);
        if (malformed is not null || body!.PushToken is not { Length: > 0 and <= LongestName } token || device.Length > LongestName)
            return Results.BadRequest();
        var phones = asked.Organization!.Passes.Devices(pass.Id);
        var isNew = phones.All(p => p.Id != device);
        if (isNew && phones.Count >= MostPhones)
            return Results.BadRequest();
        await asked.Organization.Writer.Write([KeptPasses.Register(pass, new WalletDevice(device, token))], context.RequestAborted);
        return Results.StatusCode(isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> UnregisterAsync(HttpContext context, Asked asked, string device)
    {
        if (asked.Pass is not { } pass)
            return Results.Unauthorized();
        await asked.Organization!.Writer.Write([KeptPasses.Unregister(pass.Id, device)], context.RequestAborted);
        return Results.Ok();
    }

    /// <summary>Which of a phone's cards have changed; who asks knows the phone's name, which nobody else does.</summary>
    private static IResult ChangedAsync(Asked asked, string device, string? passesUpdatedSince)
    {
        var since = long.TryParse(passesUpdatedSince, CultureInfo.InvariantCulture, out var ticks) ? ticks : 0;
        var changed = asked.Organization?.Passes.On(device, since) ?? [];
        return changed.Count == 0 ? Results.NoContent() : new JsonAnswer<ChangedPasses>(
            new ChangedPasses(changed.Max(p => p.Changed.UtcTicks).ToString(CultureInfo.InvariantCulture), [.. changed.Select(p => p.Id)]),
            PhonesJson.Default.ChangedPasses);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, Asked asked, PhoneWallets wallets, TimeProvider clock)
    {
        if (asked.Pass is not { } kept || wallets.Apple is not { } apple)
            return Results.Unauthorized();
        var organization = asked.Organization!;
        var last = new DateTimeOffset(kept.Changed.UtcTicks - (kept.Changed.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        if (context.Request.GetTypedHeaders().IfModifiedSince is { } known && known >= last)
            return Results.StatusCode(StatusCodes.Status304NotModified);
        if (await MemberNow.FindAsync(organization, kept.Program, kept.Holder, clock.GetUtcNow()) is not { Member.IsClosed: false } now)
            return Results.NotFound();
        context.Response.Headers[HeaderNames.LastModified] = last.ToString("R", CultureInfo.InvariantCulture);
        var pass = Pass.Of(now, organization.People.Of(kept.Program, now.Member.Id), kept.Language);
        return Results.Bytes(apple.Write(organization, kept, pass), ApplePassFile.MediaType);
    }

    /// <summary>About which card a phone asks; none unless it says what only a phone with that card can say.</summary>
    private sealed record Asked(OpenOrganization? Organization, KeptPass? Pass)
    {
        public static async ValueTask<Asked> BindAsync(HttpContext context)
        {
            var (route, parts) = (context.Request.RouteValues, context.RequestServices);
            var known = OrganizationId.TryParse(route["organization"] as string) is { } id && parts.GetRequiredService<Organizations>().Find(id) is not null;
            if (!known || parts.GetRequiredService<PhoneWallets>().Apple is not { } apple || route["type"] as string != apple.PassType)
                return new Asked(null, null);
            var organization = await parts.GetRequiredService<OpenOrganizations>().Of(OrganizationId.Parse((string)route["organization"]!));
            var said = context.Request.Headers.Authorization.ToString();
            return route["pass"] is string pass && AppleWallet.IsToken(organization, pass, said.StartsWith(Scheme, StringComparison.Ordinal) ? said[Scheme.Length..] : "")
                ? new Asked(organization, organization.Passes.Find(pass))
                : new Asked(organization, null);
        }
    }
}

/// <summary>How Apple reaches the phone that says so.</summary>
internal sealed record PhoneBody(string? PushToken);

/// <summary>The cards of a phone that have changed, and what it asks with the next time.</summary>
internal sealed record ChangedPasses(string LastUpdated, IReadOnlyList<string> SerialNumbers);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PhoneBody))]
[JsonSerializable(typeof(ChangedPasses))]
internal sealed partial class PhonesJson : JsonSerializerContext;
