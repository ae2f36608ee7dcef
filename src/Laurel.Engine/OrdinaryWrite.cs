namespace Laurel.Engine;

/// <summary>
/// A statement on an ordinary table (people, sessions, drafts, audit), written by the same loop and in the same transaction as the
/// command it belongs to. Values are bound to <c>@name</c>.
/// </summary>
public sealed record OrdinaryWrite(string Sql, params IReadOnlyList<(string Name, object? Value)> Values)
{
    /// <summary>A statement that changes no row refuses its whole item: for writes that expect a version, or a row to exist.</summary>
    public bool MustChange { get; init; }
}
