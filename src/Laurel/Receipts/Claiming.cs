using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.Giving;
using Laurel.Memberships;
using Laurel.Referrals;
using Laurel.Rewards;
using Laurel.Stamps;
using Laurel.Tiers;

namespace Laurel.Receipts;

/// <summary>
/// A receipt of nobody becomes a member's: what is left of it earns as if it had arrived late with her card. What was paid stays.
/// </summary>
internal sealed class Claiming
{
    private readonly Rules then;
    private readonly PurchaseRow row;
    private readonly ClaimReceipt command;
    private readonly Seen seen;
    private readonly Returned? back;
    private readonly RecordPurchase asked;
    private readonly Ledger ledger;
    private readonly Consumption used;
    private readonly Restating? late;

    private Claiming(Program program, Rules now, Rules then, PurchaseRow row, ClaimReceipt command, Seen seen, Member member)
    {
        (this.then, this.row, this.command, this.seen) = (then, row, command, seen);
        back = seen.Returned(command.Of);
        asked = Asked(row, command);
        var events = new List<Event>();
        var due = new Ledger(now, member, events);
        Due.Book(due, command.At);
        ledger = new Ledger(then, due.Member, events);
        used = new Consumption(seen, ledger);
        late = Restating.Of(program, ledger, asked, seen);
    }

    private PurchaseRecorded Recorded => row.Recorded;

    private Purchase Purchase => asked.Purchase;

    /// <summary>The purchase as it would have been asked for with her card, without what was settled at the till.</summary>
    public static RecordPurchase Asked(PurchaseRow row, ClaimReceipt command) => row.Command with
    {
        Purchase = row.Command.Purchase with { Member = command.Member },
        Traits = command.Traits,
        Rewards = [],
        Stored = [],
        Contributions = [],
    };

    public static Decision Decide(Program program, Rules now, ClaimReceipt command, Seen seen)
    {
        if (seen.Member(command.Member) is not { IsCard: false } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (seen.Purchase(command.Of) is not { } row)
            return Refusal.UnknownPurchase(command.Of.Value);
        var then = program.Version(row.Recorded.Version);
        if (Refuse(then, row, command, seen) is { } refused)
            return refused;
        return Partnering.Refuse(then, member, row.Recorded.Location, row.Recorded.At) is { } notHere
            ? notHere
            : new Claiming(program, now, then, row, command, seen, member).Run();
    }

    private static Refusal? Refuse(Rules then, PurchaseRow row, ClaimReceipt command, Seen seen)
    {
        if (then.Definition.Claims.Within is not { } within)
            return Refusal.NoClaims();
        if (row.Buyer is not null)
            return Refusal.ClaimedAlready(command.Of.Value);
        if (seen.Returned(command.Of)?.IsWhole == true)
            return Refusal.AlreadyReturned(command.Of.Value);
        var last = within.After(row.Recorded.Day);
        return then.Calendar.Day(command.At) > last ? Refusal.ClaimTooLate(command.Of.Value, last) : null;
    }

    private Decision Run()
    {
        Use[] claims = [.. Limits().Select(l => new Use(l.Counter, 1))];
        foreach (var (limit, counter) in Limits())
        {
            if (used[counter] + 1 > limit.Amount)
                return Refusal.ClaimLimitReached(limit.Scope.ToString().ToLowerInvariant(), limit.Amount, used[counter]);
        }
        FillCards();
        var basket = Basket();
        var verdict = new Judge(then, basket, counter => used[counter]).Run();
        var before = ledger.Member;
        ledger.Happen(Claimed(basket, verdict, claims));
        if (then.Unlocks.Count > 0)
            Unlocking.Tell(ledger, before, basket.Day, Recorded.At);
        SellMemberships();
        return Earn(verdict, basket) ?? Settle(verdict, basket);
    }

    private Decision Settle(Verdict verdict, Basket basket)
    {
        if (basket.Total > 0)
            ledger.MoveEnds(Recorded.At);
        new Challenging(ledger, seen, Recorded.At).Bought(basket);
        new Ticketing(ledger, seen, Recorded.At).Bought(basket);
        FillCards();
        if (basket.Memberships.Count > 0)
            Saving.Book(ledger, Recorded.At, Purchase, then, [.. Recorded.Given.Select(g => (g.Source, g.Amount)), .. Brought(verdict)]);
        var tier = ledger.Member.Standing;
        Climbing.Update(ledger, Recorded.At);
        late?.Restate(tier);
        new Scoring(ledger, seen, Recorded.At).Bought(basket);
        var inviter = Referring.Bought(then, ledger, seen, basket);
        return Decision.Accept([.. ledger.Events.Select(Marked), .. inviter]);
    }

    /// <summary>What a return has to know of the claim is kept with the purchase.</summary>
    private Event Marked(Event happened) => happened switch
    {
        Gatherings.ScoreMoved e when e.Purchase == command.Of => e with { IsClaimed = true },
        Challenges.ChallengeMoved e when e.Purchase == command.Of => e with { IsClaimed = true },
        _ => happened,
    };

    private IEnumerable<(Limit Limit, string Counter)> Limits() => then.Definition.Claims.Limits.Named(ClaimTerms.Owner,
        ledger.Occasion(command.At, Recorded.Location));

    private void FillCards()
    {
        if (then.AtOnce.Count == 0)
            return;
        var occasion = Occasion.Of(Purchase, Recorded.Day, ledger.Member);
        new Cards(ledger, used, command.Traits, occasion).Fill();
    }

    private void SellMemberships()
    {
        foreach (var plan in Saving.Sold(then, Left().Where(l => l.Quantity == l.Line.Quantity).Select(l => l.Line)))
        {
            var fee = Purchase.Lines.Zip(Recorded.Prices).Where(l => l.First.Sku == plan.Sku).Sum(l => l.Second.Total);
            new Subscribing(ledger, plan, Recorded.At).Sell(fee, command.Of);
        }
    }

    private IEnumerable<(string, long)> Brought(Verdict verdict) => then.Definition.IsRunning(Recorded.Day)
        ? verdict.Awards.Select(a => (a.Rule.Rule.Id, Saving.Worth(then, a.Rule.Unit.Id, a.Amount)))
        : [];

    /// <summary>What is left of the basket.</summary>
    private BasketLine[] Left() =>
        [.. Purchase.Lines.Select((l, i) => Restating.Left(l, Recorded.Prices[i], back)).Where(l => l.Quantity != 0)];

    private Basket Basket()
    {
        var left = Left();
        return new Basket
        {
            Purchase = Purchase,
            Lines = left,
            Local = then.Calendar.Local(Recorded.At),
            Rate = then.Definition.RateOf(Recorded.Currency, Recorded.Day),
            Tier = Climbing.TierAt(then, ledger.Member, Recorded.At),
            Earlier = ledger.Member.Purchases - (late?.Purchases ?? 0),
            Joined = then.Calendar.Day(ledger.Member.Joined),
            Traits = command.Traits,
            IsInvited = ledger.Member.Inviter is not null,
            IsPaidFromStore = Recorded.Paid.Any(p => p.Amount > 0),
            Memberships = Saving.Plans(then, ledger.Member, Purchase, left.Select(l => l.Line)),
            IsHeldOut = ledger.Member.HeldOut,
            Past = new Past(ledger.Member, Recorded.Day, (Recorded.Location, true), 0),
        };
    }

    private ReceiptClaimed Claimed(Basket basket, Verdict verdict, IReadOnlyList<Use> claims) => new()
    {
        At = command.At,
        Purchase = command.Of,
        Member = ledger.Member.Id,
        As = As,
        Bought = Recorded.At,
        Day = Recorded.Day,
        Location = Recorded.Location,
        Currency = Recorded.Currency,
        Lines = back?.Lines ?? [],
        Total = Recorded.Total - (back?.Lines.Sum(l => l.Total) ?? 0),
        Spend = Recorded.Spend == 0 ? 0 : basket.Base,
        Version = then.Version,
        Tier = basket.Tier,
        Earlier = basket.Earlier,
        Joined = ledger.Member.Joined,
        Traits = command.Traits,
        Misses = verdict.Misses,
        Uses = [.. claims, .. then.Definition.IsRunning(basket.Day) ? verdict.Spent : []],
        Given = then.Definition.Giving.Count == 0 ? [] : [.. new GivingBackCauses(then, row).Left(basket)],
    };

    private Refusal? Earn(Verdict verdict, Basket basket) =>
        then.Definition.IsRunning(basket.Day) ? Crediting.Book(ledger, verdict, Recorded.At, command.Of.Value, Posted) : null;

    private Posted Posted(Movement movement, IReadOnlyList<Award> awards, long amount) => new()
    {
        Movement = movement,
        IsPending = movement == Movement.Earned,
        Parts = Award.PartsOf(awards),
        Uses = Award.UsesOf(awards),
        Counted = amount,
        Purchase = command.Of,
        Cause = movement == Movement.Earned ? command.Of : null,
        As = As,
        Issuer = then.Definition.PartnerAt(Recorded.Location)?.Id,
        Day = Recorded.Day,
    };

    /// <summary>Who shows the receipt, where her account is another's.</summary>
    private MemberId? As => command.Member == ledger.Member.Id ? null : command.Member;
}
