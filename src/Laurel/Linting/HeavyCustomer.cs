using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Tiers;

namespace Laurel.Linting;

/// <summary>
/// The best that anybody can do: every day, for four months, twenty times a typical basket and something for every rule, all
/// memberships held and every activity done. What she cannot have, nobody can.
/// </summary>
internal sealed class HeavyCustomer
{
    public const int Times = 20;
    private const int Days = 120;
    private const int MostDays = 800;
    private readonly Dictionary<string, long> most = [];
    private readonly HashSet<string> issued = [];

    public HeavyCustomer(Subject subject, int days = Days)
    {
        var definition = subject.Definition;
        var story = subject.Begin();
        foreach (var plan in definition.Memberships)
            story.BuyMembership(plan.Id);
        var basket = Basket(subject);
        var special = definition.Earning.Where(r => r.When.Any(IsSpecial)).Select(r => (Rule: r, Witness: new Witness(subject, r.When) { Give = r.Give })).ToArray();
        for (var day = 0; day < Math.Min(days, MostDays) && !HasAll(subject, story); day++)
        {
            foreach (var activity in definition.Activities.Where(a => a != "joining"))
                story.Do(activity);
            Note(story.Buy(new Buying("ada", basket) { Location = "shop", IsDrawn = true, Payment = "card" }));
            foreach (var (rule, witness) in special)
            {
                if (witness.From(story.Now.Date) is not { } at || at.Date != story.Now.Date)
                    continue;
                story.Now = at > story.Now ? at : story.Now;
                Note(story.Buy(witness.Purchase(rule.Lines, Times, "")));
            }
            if (day == 0)
                FirstDay = story.Copy();
            if (definition.IsRunning(DateOnly.FromDateTime(story.Now)))
                RankInTime = Math.Max(RankInTime, RankOf(subject, story));
            NoteBalances(story);
            story.Now = story.Now.Date.AddDays(1).AddHours(12);
        }
        story.Now = story.Now.AddDays(Waiting(definition) + 1);
        NoteBalances(story);
        Rank = Math.Max(Rank, RankOf(subject, story));
    }

    /// <summary>What an ordinary purchase at noon does not meet.</summary>
    private static bool IsSpecial(Condition condition) =>
        condition is AtHour or AtLocation or AtPartner or OnChannel or WithCode or InSegment or WithAttribute or TogetherWith or InCurrency;

    private static int RankOf(Subject subject, Story story) =>
        subject.Definition.Tiers?.Rank(Climbing.TierAt(subject.Rules, story.Member(), story.At)) ?? 0;

    /// <summary>Nothing more could be learnt: every reward and the highest level were hers.</summary>
    private bool HasAll(Subject subject, Story story)
    {
        Rank = Math.Max(Rank, RankOf(subject, story));
        return story.Steps > 0 && Rank >= (subject.Definition.Tiers?.Levels.Count ?? 1) - 1 && subject.Definition.Rewards.All(r => r.AtOnce
            ? Filled(r.Id)
            : r.AllCosts.All(c => c.Unit is null || story.Member().Balance(c.Unit, story.At) is var b && b.Available + b.Pending >= r.Least(c)));
    }

    /// <summary>The most she could use of a unit at once.</summary>
    public long Most(string unit) => most.GetValueOrDefault(unit);

    public bool Filled(string reward) => issued.Contains(reward);

    /// <summary>How high she climbed.</summary>
    public int Rank { get; private set; }

    /// <summary>The same while the program ran: what is bought afterwards still counts for levels, but brings nothing any more.</summary>
    public int RankInTime { get; private set; }

    public Story? FirstDay { get; private set; }

    /// <summary>Days after which nothing is pending.</summary>
    public static int Waiting(Definition definition) => definition.Units
        .Select(u => u.Pending is { } p ? p.After(new DateOnly(2026, 1, 31)).DayNumber - new DateOnly(2026, 1, 31).DayNumber : 0)
        .DefaultIfEmpty(0).Max();

    public static IReadOnlyList<Line> Basket(Subject subject)
    {
        var lines = subject.Typical.Basket.Select(l => l with { Quantity = l.Quantity * Times }).ToList();
        foreach (var filter in subject.Definition.Earning.Select(r => r.Lines).Where(f => !lines.Exists(f.Matches)))
            lines.Add(subject.LineFor(filter) with { Quantity = Times });
        return lines;
    }

    private void Note(Decision decision)
    {
        foreach (var filled in decision.Events.OfType<FulfilmentChanged>().Where(f => f.Stage == Stage.Issued))
            issued.Add(filled.Reward);
    }

    private void NoteBalances(Story story)
    {
        var member = story.Member();
        foreach (var unit in story.Definition.Units)
            most[unit.Id] = Math.Max(Most(unit.Id), member.Balance(unit.Id, story.At).Available);
    }
}
