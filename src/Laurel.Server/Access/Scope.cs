namespace Laurel.Server.Access;

/// <summary>What an API key may do.</summary>
internal enum Scope
{
    Read,
    Purchases,
    Members,
    Programs,
    Redemptions,
    Adjust,
}

internal static class Scopes
{
    public static readonly IReadOnlyList<Scope> All = Enum.GetValues<Scope>();

    public static string Word(this Scope scope) => scope.ToString().ToLowerInvariant();

    public static Scope? TryParse(string? name) =>
        Enum.TryParse<Scope>(name, ignoreCase: true, out var scope) && Enum.IsDefined(scope) ? scope : null;

    public static string Join(IEnumerable<Scope> scopes) => string.Join(' ', scopes.Distinct().Order().Select(Word));

    public static IReadOnlyList<Scope> Split(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => TryParse(w) ?? throw new FormatException($"No scope '{w}'."))];
}
