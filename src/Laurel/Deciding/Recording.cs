using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Earning;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.Stamps;
using Laurel.Tiers;

namespace Laurel.Deciding;

/// <summary>Something a member did that is no purchase (a visit, a review, a survey), and what it earns.</summary>
internal static class Recording
{
    /// <summary>What happens by itself when a member joins.</summary>
    public const string Joining = "joining";

    public static Decision Decide(Rules rules, RecordActivity command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (Partnering.Refuse(rules, member, command.Location, command.At) is { } notHere)
            return notHere;
        if (!rules.Definition.Activities.Contains(command.What))
            return Refusal.UnknownActivity(command.What, string.Join(", ", rules.Definition.Activities));
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        var occasion = ledger.Occasion(command.At, command.Location);
        var used = new Consumption(seen, ledger);
        var basket = Basket(ledger, command, occasion.Day);
        var verdict = new Judge(rules, basket, counter => used[counter]).Run();
        if (verdict.Misses.FirstOrDefault(m => m.Reason == "shares") is { } exceeded)
            return Refusal.SharesExceedTotal(exceeded.Rule);
        ledger.Happen(new ActivityRecorded
        {
            At = command.At,
            Activity = command.Activity,
            Member = member.Id,
            What = command.What,
            Day = occasion.Day,
            Location = command.Location,
            Channel = command.Channel,
            Answers = command.Answers,
            Version = rules.Version,
            Misses = verdict.Misses,
        });
        if (Earn(ledger, verdict, command.Activity, command.At, command.Location) is { } tooLarge)
            return tooLarge;
        new Challenging(ledger, seen, command.At).Did(basket, command.Activity);
        new Ticketing(ledger, seen, command.At).Did(basket, command.Activity);
        new Cards(ledger, used, command.Traits, occasion).Fill();
        Climbing.Update(ledger, command.At);
        new Scoring(ledger, seen, command.At).Did(basket, command.Activity);
        return Decision.Accept(ledger.Events);
    }

    /// <summary>What joining itself gives.</summary>
    public static Refusal? Welcome(Ledger ledger, EnrolMember enrol, Consumption used)
    {
        if (!ledger.Rules.WelcomesByActivity)
            return null;
        var activity = new RecordActivity
        {
            Id = enrol.Id,
            At = enrol.At,
            Activity = ActivityId.Of($"{Joining}/{enrol.Member}"),
            Member = enrol.Member,
            What = Joining,
            Location = enrol.Location,
            Channel = enrol.Channel,
        };
        var basket = Basket(ledger, activity, ledger.Rules.Calendar.Day(enrol.At));
        return Earn(ledger, new Judge(ledger.Rules, basket, counter => used[counter]).Run(), activity.Activity, enrol.At, enrol.Location);
    }

    private static Refusal? Earn(Ledger ledger, Verdict verdict, ActivityId activity, DateTimeOffset at, string? location)
    {
        if (!ledger.Rules.Definition.IsRunning(ledger.Rules.Calendar.Day(at)))
            return null;
        return Crediting.Book(ledger, verdict, at, activity.Value, (movement, awards, amount) => new Posted
        {
            Movement = movement,
            Parts = Award.PartsOf(awards),
            Uses = Award.UsesOf(awards),
            Counted = amount,
            Activity = activity,
            Issuer = ledger.Rules.Definition.PartnerAt(location)?.Id,
        });
    }

    private static Basket Basket(Ledger ledger, RecordActivity command, DateOnly day) => new()
    {
        Purchase = new Purchase
        {
            Id = default,
            At = command.At,
            Member = ledger.Member.Id,
            Currency = ledger.Rules.Definition.Currency.Code,
            Location = command.Location,
            Channel = command.Channel,
            Lines = [],
        },
        Activity = command.What,
        Lines = [],
        Local = ledger.Rules.Calendar.Local(command.At),
        Tier = Climbing.TierAt(ledger.Rules, ledger.Member, command.At),
        Earlier = ledger.Member.Purchases,
        Joined = ledger.Rules.Calendar.Day(ledger.Member.Joined),
        Traits = command.Traits,
        IsHeldOut = ledger.Member.HeldOut,
        Past = new Past(ledger.Member, day, (null, false), 0),
    };
}
