using Laurel.Server.Access;
using Laurel.Server.Http;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Keys;

/// <summary>The API keys of the organization: listed, made and revoked.</summary>
internal static class ShowKeys
{
    private const int LongestName = 80;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/keys", Show).Needs(Permission.SeeKeys).ExcludeFromDescription();
        routes.MapPost("/keys", MakeAsync).Needs(Permission.ChangeKeys).ExcludeFromDescription();
        routes.MapPost("/keys/revoke", RevokeAsync).Needs(Permission.ChangeKeys).ExcludeFromDescription();
    }

    private static IResult Show(HttpContext context, ApiKeys keys) => Pages.Show<KeysPage>(new { View = View(context, keys) });

    private static async Task<IResult> MakeAsync(
        HttpContext context, ApiKeys keys, OpenOrganization organization, TimeProvider clock, IFormCollection form)
    {
        var name = form["name"].ToString();
        Scope[] chosen = [.. form["scopes"].Select(Scopes.TryParse).OfType<Scope>()];
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || chosen.Length == 0)
            return Pages.Show<KeysPage>(new { View = View(context, keys) with { IsIncomplete = true } }, StatusCodes.Status400BadRequest);
        var (key, secret) = keys.Create(organization.Id, name.Trim(), chosen, context.User.Actor());
        await organization.Writer.Write([Audit.Of(clock, context.User, "make-key", key.Id)], context.RequestAborted);
        return Pages.Show<KeysPage>(new { View = View(context, keys) with { Secret = secret } });
    }

    private static async Task<IResult> RevokeAsync(
        HttpContext context, ApiKeys keys, OpenOrganization organization, TimeProvider clock, [FromForm] string? id)
    {
        if (keys.Revoke(organization.Id, id ?? "", context.User.Actor()))
            await organization.Writer.Write([Audit.Of(clock, context.User, "revoke-key", id!)], context.RequestAborted);
        return Results.LocalRedirect("/keys");
    }

    private static KeysView View(HttpContext context, ApiKeys keys) =>
        new([.. keys.Of(context.User.Organization()).Select(k => KeyRow.Of(k, LanguageOf.Request(context.Request)))]);
}
