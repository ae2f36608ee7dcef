using Laurel.Explaining;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own.Sharing;

/// <summary>With whom she spends, and what they spend together.</summary>
public sealed record OwnHouseholdView
{
    public required Shown Shown { get; init; }

    /// <summary>What the others are called, in the order in which they came; null where a name is not known.</summary>
    public required IReadOnlyList<string?> Others { get; init; }

    /// <summary>Null where she is in none.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>What is spent together, of each unit: hers, and that of the others.</summary>
    public required IReadOnlyList<BalanceReply> Together { get; init; }

    /// <summary>How households work here.</summary>
    public required PlainSection? Rules { get; init; }

    /// <summary>She has just left one.</summary>
    public bool IsDone { get; init; }

    /// <summary>Why what she asked for could not be done.</summary>
    public string? Refused { get; init; }

    internal static OwnHouseholdView Of(Herself herself)
    {
        var (now, language) = (herself.Now, herself.Program.Language);
        return new OwnHouseholdView
        {
            Shown = herself.Shown,
            Others = [.. herself.Organization.People.Of(herself.Program.Id, now.Household.Select(m => m.Id)).Select(p => p.Name)],
            Since = now.Member.Household is null ? null : now.Member.HouseholdSince ?? now.Member.Joined,
            Together = [.. Balances.Of(now, language).Where(b => b.Shared is not null)],
            Rules = PlainLanguage.Of(now.Rules.Definition, language).Sections.FirstOrDefault(s => s.Id == "household"),
        };
    }
}
