using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Earning.Gives;
using Laurel.Rewards;

namespace Laurel.Linting.Checks;

/// <summary>
/// Rules and offers that never give anything: their days never meet, another of their group always wins, or no purchase fits. Each is
/// tried with purchases made for it.
/// </summary>
internal sealed class Applying(Subject subject)
{
    private const int Repeats = 4;
    private static readonly decimal[] Sizes = [1, 3, 20, 400];
    private static readonly string[] OfGroups = ["best", "first", "exclusive"];

    public IEnumerable<Finding> Run() =>
        subject.Definition.Earning.Select(Try).Concat(subject.Definition.Offers.Select(Try)).Concat(Rewards()).OfType<Finding>();

    /// <summary>A multiplier is tried with what each rule asks for that it multiplies: one of them is enough.</summary>
    private Finding? Try(EarningRule rule)
    {
        var multiplied = rule.Give is Times times ? subject.Definition.Earning.Where(r => times.Rules.Contains(r.Id)) : [];
        var found = Try(rule, rule.When, rule.Lines);
        foreach (var other in found is null ? [] : multiplied)
        {
            if (rule.Lines.And(other.Lines) is { } lines && Try(rule, [.. rule.When, .. other.When], lines) is null)
                return null;
        }
        return found;
    }

    private Finding? Try(EarningRule rule, IReadOnlyList<Condition> when, LineFilter lines)
    {
        var witness = new Witness(subject, when) { Give = rule.Give };
        if (Winnings.IsBeyondBudget(rule) || subject.HasToBeWon(rule.When))
            return null;
        if (witness.Day is null)
            return NoDay(witness, "earning", rule.Id, lines);
        return Try(witness, "earning", rule.Id, witness.Activity is { } activity
            ? (story, _) => Gave(story.Do(activity, watched: rule.Id), rule.Id)
            : (story, size) => Gave(story.Buy(witness.Purchase(lines, size, rule.Id)), rule.Id));
    }

    private Finding? Try(Offer offer)
    {
        var witness = new Witness(subject, offer.When, offer.Valid);
        if (subject.HasToBeWon(offer.When))
            return null;
        var lines = offer.WhenLines.IsAll ? offer.Lines : offer.WhenLines;
        if (witness.Day is null)
            return NoDay(witness, "offers", offer.Id, lines);
        return Try(witness, "offers", offer.Id, (story, size) =>
        {
            var purchase = witness.Purchase(lines, size, offer.Id);
            if (offer.Coupons is not null && story.Steps == 0)
                story.IssueCoupon(offer.Id, "ada");
            var codes = offer.Code ?? (offer.Coupons is null ? null : $"COUPON-{offer.Id}");
            var about = subject.LineFor(offer.Lines) with { Quantity = 1 };
            var paid = offer.Lines.Matches(purchase.Lines[0])
                ? purchase.Lines[0] with { Quantity = purchase.Lines[0].Quantity * (1 + (offer.Every?.Pieces ?? 0)) }
                : purchase.Lines[0] with { Quantity = purchase.Lines[0].Quantity * Math.Max(1, offer.Every?.Pieces ?? 1) };
            return Gave(story.Buy(purchase with
            {
                Codes = codes is null ? purchase.Codes : [codes, .. purchase.Codes],
                Lines = offer.Lines.Matches(paid) ? [paid] : [paid, about],
            }), offer.Id);
        });
    }

    /// <summary>Whether it gave, or why not; null where the purchase itself was refused.</summary>
    private static string? Gave(Decision decision, string id)
    {
        if (!decision.IsAccepted)
            return null;
        var isGiven = decision.Events.Any(e => e switch
        {
            UnitsMoved m => m.Parts.Any(p => p.Rule == id),
            PurchaseRecorded p => p.Given.Any(g => g.Source == id),
            _ => false,
        });
        return isGiven ? "" : decision.Events.SelectMany(e => e switch
        {
            PurchaseRecorded p => p.Misses,
            ActivityRecorded a => a.Misses,
            _ => [],
        }).FirstOrDefault(m => m.Rule == id)?.Reason;
    }

    /// <summary>Purchases of several sizes, each several times in a row: limits of other rules may have to be used up first.</summary>
    private Finding? Try(Witness witness, string section, string id, Func<Story, decimal, string?> act)
    {
        (string Reason, Story Story)? found = null;
        foreach (var size in Sizes)
        {
            var story = witness.Begin();
            for (var i = 0; i < Repeats; i++)
            {
                if (act(story, size) is not { } reason)
                    return null;
                if (reason.Length == 0)
                    return null;
                if (found is null || OfGroups.Contains(reason) && !OfGroups.Contains(found.Value.Reason))
                    found = (reason, story.Copy());
            }
        }
        var isShadowed = OfGroups.Contains(found!.Value.Reason);
        return new Finding
        {
            Code = isShadowed ? "rule-shadowed" : "rule-never-applies",
            Severity = Severity.Warning,
            About = id,
            Line = subject.LineOf(section, id),
            Form = isShadowed ? found.Value.Reason : null,
            Facts = isShadowed ? [] : [("reason", _ => found.Value.Reason)],
            Example = found.Value.Story.Example($"{id} gives nothing to a purchase made for it"),
        };
    }

    private Finding NoDay(Witness witness, string section, string id, LineFilter lines)
    {
        var story = witness.Begin();
        if (witness.Activity is { } activity)
            story.Do(activity, watched: id);
        else
            story.Buy(witness.Purchase(lines, 1, id));
        return new Finding
        {
            Code = "dates-never-overlap",
            Severity = Severity.Warning,
            About = id,
            Line = subject.LineOf(section, id),
            Example = story.Example($"{id} gives nothing on the day it names"),
        };
    }

    /// <summary>Rewards that can only be had before the program begins, or long after it is over.</summary>
    private IEnumerable<Finding?> Rewards()
    {
        var definition = subject.Definition;
        foreach (var reward in definition.Rewards.Where(r => r.Valid is not null))
        {
            if (!(reward.Valid!.To < definition.Starts) && !(reward.Valid.From > definition.Ends?.AddDays(90)) && !(reward.Valid.From > reward.Valid.To))
                continue;
            var cost = reward.Costs;
            var story = subject.Begin(new Cast("ada")
            {
                Joined = subject.Noon.AddDays(-1),
                Units = cost.Unit is { } unit ? new Dictionary<string, long> { [unit] = reward.Least(cost) } : [],
            });
            story.Redeem(reward.Id, cost.IsEach ? reward.Least(cost) : null);
            yield return new Finding
            {
                Code = "dates-never-overlap",
                Severity = Severity.Warning,
                About = reward.Id,
                Line = subject.LineOf("rewards", reward.Id, "valid"),
                Example = story.Example($"{reward.Id} cannot be had while the program runs"),
            };
        }
    }
}
