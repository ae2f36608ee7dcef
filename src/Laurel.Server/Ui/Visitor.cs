using System.Security.Claims;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Ui;

/// <summary>For whom a page is made: her language, who she is, and where she stands.</summary>
internal sealed record Visitor
{
    public required Language Language { get; init; }
    public required ClaimsPrincipal Person { get; init; }

    /// <summary>Path and query of the page itself, to come back to.</summary>
    public required string Here { get; init; }

    /// <summary>The program that the address names; empty where the organization's first one is meant.</summary>
    public required string Program { get; init; }

    public string Name => Person.FindFirst(Claims.Name)?.Value ?? "";

    public Role? Role => Person.Role();

    public bool May(Permission permission) => Person.May(permission);

    /// <summary>The address of a page about the same program as this one.</summary>
    public string Link(string path) => Program.Length == 0
        ? path
        : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}program={Uri.EscapeDataString(Program)}";

    public static Visitor Of(IServiceProvider services)
    {
        var context = services.GetRequiredService<IHttpContextAccessor>().HttpContext
            ?? throw new InvalidOperationException("A page is made for a request.");
        return new Visitor
        {
            Language = LanguageOf.Request(context.Request),
            Person = context.User,
            Here = context.Request.Path + context.Request.QueryString,
            Program = context.Request.Query["program"].ToString(),
        };
    }
}
