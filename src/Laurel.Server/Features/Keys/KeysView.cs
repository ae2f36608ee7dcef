using Laurel.Server.Access;

namespace Laurel.Server.Features.Keys;

/// <summary>What the page of API keys shows.</summary>
public sealed record KeysView(IReadOnlyList<KeyRow> Keys)
{
    public static readonly IReadOnlyList<string> AllScopes = [.. Scopes.All.Select(s => s.Word())];

    /// <summary>The secret of the key made just now: shown once, kept nowhere.</summary>
    public string? Secret { get; init; }

    /// <summary>A key was asked for without name or scope.</summary>
    public bool IsIncomplete { get; init; }
}

public sealed record KeyRow
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Shown { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public string? LastUsed { get; init; }
    public string? Revoked { get; init; }

    internal static KeyRow Of(ApiKey key, Language language) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Shown = key.Shown,
        Scopes = [.. key.Scopes.Select(s => s.Word())],
        LastUsed = key.LastUsed?.ToString("d MMM yyyy, HH:mm 'UTC'", language.Culture()),
        Revoked = key.Revoked?.ToString("d MMM yyyy", language.Culture()),
    };
}
