using Laurel.Engine;

namespace Laurel.Insight.Facts;

/// <summary>
/// Turns rows of the journal into facts. A refused command makes none. What was bought is of whom the card belonged to, also while she
/// goes on in the account of another: attributions say whom it counts for, and end when the two are told apart again.
/// </summary>
internal sealed class Projection(FactsBatch batch)
{
    private readonly HappeningProjection happenings = new(batch);

    public void Add(JournalRow row, Program program)
    {
        foreach (var happened in row.Events)
        {
            var calendar = program.At(happened.At)!.Calendar;
            Add(row, happened, calendar);
        }
        if (row.Events.Count > 0)
            Told.Add(batch, row.Seq, row.Command, program.At(row.Command.At)!.Calendar);
    }

    private void Add(JournalRow row, Event happened, Calendar calendar)
    {
        switch (happened)
        {
            case MemberEnrolled { IsCard: false } e:
                if (e.Shopper is { } known)
                    batch.Link(known, e.Member);
                batch.Add(new MemberFact
                {
                    Seq = row.Seq,
                    Member = e.Member,
                    JoinedAt = calendar.Local(e.At),
                    Day = e.Day,
                    Location = e.Location,
                    Channel = e.Channel,
                    HeldOut = e.HeldOut,
                });
                break;
            case PurchaseRecorded e:
                AddPurchase(row.Seq, e, ((RecordPurchase)row.Command).Purchase, calendar);
                break;
            case LinesReturned e:
                AddReturn(row.Seq, e, calendar);
                break;
            case UnitsMoved e:
                AddMovement(row.Seq, e, calendar);
                break;
            case TierChanged e:
                batch.Add(new TierFact { Seq = row.Seq, Member = e.Member, Before = e.Before, After = e.After, OccurredAt = calendar.Local(e.At) });
                foreach (var tier in e.Unlocked)
                    batch.Add(new UnlockFact { Seq = row.Seq, Member = e.Member, Tier = tier, Day = calendar.Day(e.At) });
                break;
            case RedemptionReserved e:
                AddRedemption(row.Seq, e, e.Redemption, e.Member, e.Reward, "reserved", e.Amount, calendar);
                break;
            case RedemptionCaptured e:
                AddRedemption(row.Seq, e, e.Redemption, e.Member, e.Reward, "captured", e.Amount, calendar);
                break;
            case RedemptionReleased e:
                AddRedemption(row.Seq, e, e.Redemption, e.Member, e.Reward, "released", 0, calendar);
                break;
            case FulfilmentChanged e:
                AddRedemption(row.Seq, e, e.Redemption, e.Member, e.Reward, e.Stage.ToString().ToLowerInvariant(), 0, calendar);
                break;
            case RedemptionCancelled e:
                AddRedemption(row.Seq, e, e.Redemption, e.Member, e.Reward, "cancelled", e.Amount, calendar);
                break;
            default:
                happenings.Add(row.Seq, happened, calendar);
                break;
        }
    }

    private void AddPurchase(long seq, PurchaseRecorded e, Purchase asked, Calendar calendar)
    {
        var member = e.As ?? e.Member;
        if (member is { } joined && e.Shopper is { } shopper)
            batch.Link(shopper, joined);
        batch.Add(new PurchaseFact
        {
            Seq = seq,
            Purchase = e.Purchase,
            Member = member,
            Shopper = e.Shopper,
            OccurredAt = calendar.Local(e.At),
            Day = e.Day,
            Location = e.Location,
            Channel = e.Channel,
            Currency = e.Currency,
            Gross = e.Gross,
            Discount = e.Discount,
            Tax = e.Tax,
            Net = e.Total,
        });
        HappeningProjection.AddOffers(batch, seq, e);
        for (var i = 0; i < asked.Lines.Count && i < e.Prices.Count; i++)
        {
            var line = asked.Lines[i];
            batch.Add(new LineFact
            {
                Seq = seq,
                Purchase = e.Purchase,
                Line = line.Number,
                Sku = line.Sku,
                Category = line.Category,
                Brand = line.Brand,
                Quantity = line.Quantity,
                Net = e.Prices[i].Total,
                Cost = line.UnitCost is { } cost ? Round.Money(cost * line.Quantity) : null,
            });
        }
    }

    private void AddReturn(long seq, LinesReturned e, Calendar calendar)
    {
        batch.Add(new ReturnFact
        {
            Seq = seq,
            Return = e.Return,
            Purchase = e.Purchase,
            Member = e.As ?? e.Member,
            Shopper = e.Shopper,
            OccurredAt = calendar.Local(e.At),
            Day = e.Day,
            Currency = e.Currency,
            Net = e.Total,
        });
        foreach (var line in e.Lines)
        {
            batch.Add(new ReturnLineFact
            {
                Seq = seq,
                Return = e.Return,
                Purchase = e.Purchase,
                Line = line.Line,
                Quantity = line.Quantity,
                Net = line.Total,
            });
        }
    }

    private void AddMovement(long seq, UnitsMoved e, Calendar calendar)
    {
        var (kind, day) = (Kebab(e.Movement), calendar.Day(e.At));
        batch.Add(new MovementFact
        {
            Seq = seq,
            Number = e.Number,
            Member = e.Member,
            Unit = e.Unit,
            Kind = kind,
            Amount = e.Amount,
            OccurredAt = calendar.Local(e.At),
            Day = day,
            Purchase = e.Purchase,
            Redemption = e.Redemption,
        });
        foreach (var lot in e.Lots)
        {
            batch.Add(new LotFact
            {
                Seq = seq,
                Number = e.Number,
                Member = e.Member,
                Unit = e.Unit,
                Lot = lot.Lot,
                Kind = kind,
                Amount = lot.Amount,
                Day = day,
                Earned = calendar.Day(lot.Earned),
                Expires = lot.Expires is { } end ? calendar.Day(end) : null,
            });
        }
    }

    private void AddRedemption(
        long seq, Event e, RedemptionId id, MemberId member, string reward, string state, long units, Calendar calendar) =>
        batch.Add(new RedemptionFact
        {
            Seq = seq,
            Redemption = id,
            Member = member,
            Reward = reward,
            State = state,
            Units = units,
            OccurredAt = calendar.Local(e.At),
        });

    private static string Kebab(Movement movement) => movement switch
    {
        Movement.TakenBack => "taken-back",
        Movement.GivenBack => "given-back",
        _ => movement.ToString().ToLowerInvariant(),
    };
}
