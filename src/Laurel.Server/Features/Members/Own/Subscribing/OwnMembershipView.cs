using Laurel.Engine;
using Laurel.Explaining;
using Laurel.Memberships;
using Laurel.Server.Features.Members.Page;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own.Subscribing;

/// <summary>The memberships she pays for: what she paid beside what they saved, and how each goes on.</summary>
public sealed record OwnMembershipView
{
    public required Shown Shown { get; init; }

    /// <summary>The instant of the page.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The latest first.</summary>
    public required IReadOnlyList<OwnMembership> Held { get; init; }

    /// <summary>What she has by them, or otherwise, without units.</summary>
    public required IReadOnlyList<string> Perks { get; init; }

    /// <summary>What is said of the program's plans.</summary>
    public required IReadOnlyList<PlainSentence> Plans { get; init; }

    /// <summary>She has just cancelled one.</summary>
    public bool IsDone { get; init; }

    /// <summary>Why what she asked for could not be done.</summary>
    public string? Refused { get; init; }

    internal static async Task<OwnMembershipView> ReadAsync(Herself herself)
    {
        var (now, definition) = (herself.Now, herself.Now.Rules.Definition);
        var held = new List<OwnMembership>();
        foreach (var one in now.Member.Memberships.Reverse())
            held.Add(await OwnMembership.ReadAsync(herself, one));
        return new OwnMembershipView
        {
            Shown = herself.Shown,
            At = now.At,
            Held = held,
            Perks =
            [
                .. herself.Program.Program.Perks(now.Member, now.At).Select(p => MemberView.PerkName(definition, p, herself.Program.Language)),
            ],
            Plans =
            [
                .. (PlainLanguage.Of(definition, herself.Program.Language).Sections.FirstOrDefault(s => s.Id == "memberships")?.Sentences ?? [])
                    .Where(s => s.About is { } plan && definition.Membership(plan) is not null),
            ],
        };
    }
}

/// <summary>A membership of hers.</summary>
public sealed record OwnMembership
{
    private const int RowsAtOnce = 50;
    private const int MostLines = 40;

    public required HeldMembership Held { get; init; }

    /// <summary>Null where the program has it no more.</summary>
    public required MembershipPlan? Plan { get; init; }

    /// <summary>She left a means of payment, and the next fee is taken from it when it is due.</summary>
    public required bool Renews { get; init; }

    /// <summary>What was saved, purchase by purchase, the latest first.</summary>
    public required IReadOnlyList<SavedOnce> Lines { get; init; }

    /// <summary>What was saved before those; with them it adds up to all that was.</summary>
    public long Earlier => Held.Saved - Lines.Sum(l => l.Amount);

    /// <summary>Whether it can be cancelled: held or going to be, and not cancelled yet.</summary>
    public bool CanCancel(DateTimeOffset at) => Held.IsOpen(at) && Held.State != MembershipState.Ending && Plan is not null;

    internal static async Task<OwnMembership> ReadAsync(Herself herself, HeldMembership held) => new()
    {
        Held = held,
        Plan = herself.Now.Rules.Definition.Membership(held.Plan),
        Renews = herself.Organization.Mandates.Find(herself.Program.Id, herself.Now.Member, held.Plan) is not null,
        Lines = held.Saved == 0 ? [] : await LinesAsync(herself, held),
    };

    private static async Task<IReadOnlyList<SavedOnce>> LinesAsync(Herself herself, HeldMembership held)
    {
        var lines = new List<SavedOnce>();
        for (var before = long.MaxValue; lines.Count < MostLines;)
        {
            var rows = await herself.Organization.Journal.History(herself.Program.Id, herself.Now.Member.Id, before, RowsAtOnce);
            foreach (var row in rows)
                lines.AddRange(SavedOnce.Of(row, held.Id, herself.Shown));
            if (rows.Count < RowsAtOnce || rows[^1].RecordedAt < held.From)
                break;
            before = rows[^1].Seq;
        }
        return lines;
    }
}

/// <summary>What a membership saved on a purchase; less than nothing where a return took it back.</summary>
/// <param name="What">The purchase, in words.</param>
/// <param name="By">What took something off.</param>
public sealed record SavedOnce(DateTimeOffset At, string What, string? Place, long Amount, IReadOnlyList<string> By)
{
    internal static IEnumerable<SavedOnce> Of(JournalRow row, string membership, Shown shown)
    {
        if (!row.IsAccepted)
            yield break;
        foreach (var saved in row.Events.OfType<MembershipChanged>().Where(c => c.Change == MembershipChange.Saved && c.After.Id == membership))
        {
            var story = Story.Of(row);
            var money = JsonMoney.Of(story.Total ?? 0, story.Currency ?? shown.Definition.Currency.Code);
            var what = Words.Say(shown.Language, "members.what." + story.What, ("money", shown.Money(money)), ("thing", ""));
            yield return new SavedOnce(row.Command.At, what, story.Location, saved.Saved, [.. Given(row, saved, shown)]);
        }
    }

    /// <summary>The names of its offers and rewards that took something off; what is left came in units.</summary>
    private static IEnumerable<string> Given(JournalRow row, MembershipChanged saved, Shown shown)
    {
        var gives = shown.Definition.Membership(saved.After.Plan)?.Gives ?? [];
        var given = row.Events.OfType<PurchaseRecorded>().SelectMany(p => p.Given).Where(g => gives.Contains(g.Source) && g.Amount > 0).ToArray();
        foreach (var source in given.Select(g => g.Source).Distinct())
            yield return shown.Name(shown.Definition.Offer(source)?.Name ?? shown.Definition.Reward(source)?.Name, source);
        if (saved.Saved > given.Sum(g => g.Amount))
            yield return Words.Say(shown.Language, "own.fee.units");
    }
}
