using Laurel.Giving;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Purchases;

/// <summary>Turns a basket as it was sent into a command, or into the list of what is wrong with it.</summary>
internal static class ReadPurchase
{
    private const int LargestBasket = 1000;

    public static RecordPurchase Read(PurchaseBody body, CommandId id, string actor, MemberId? member, DateTimeOffset now, Intake intake, string path = "")
    {
        var currency = intake.Currency(body.Currency, path + "currency");
        var at = (body.At ?? now).ToUniversalTime();
        return new RecordPurchase
        {
            Id = id,
            At = at,
            Actor = actor,
            IsTimedByServer = body.At is null,
            Purchase = new Purchase
            {
                Id = new PurchaseId(intake.Id(body.Id, path + "id")),
                Member = member,
                At = at,
                Location = intake.IdOrNull(body.Location, path + "location"),
                Channel = intake.IdOrNull(body.Channel, path + "channel"),
                Currency = currency.Code,
                Lines = Lines(body.Lines, currency, intake, path + "lines"),
                Payments = [.. (body.Payments ?? []).Select((p, i) => Payment(p, currency, intake, $"{path}payments[{i}]"))],
                Codes = body.Codes ?? [],
            },
            Stored = [.. (body.Pays ?? []).Select((p, i) => Stored(p, currency, intake, $"{path}pays[{i}]"))],
            Contributions = [.. (body.Contributions ?? []).Select((c, i) => Contribution(c, currency, intake, $"{path}contributions[{i}]"))],
            Rewards = [.. (body.Rewards ?? []).Select((r, i) => Reward(r, intake, $"{path}rewards[{i}]"))],
            Traits = body.Segments is { Count: > 0 } segments ? new Traits { Segments = segments } : Traits.None,
        };
    }

    private static IReadOnlyList<Line> Lines(IReadOnlyList<LineBody>? lines, Currency currency, Intake intake, string path)
    {
        if (lines is not { Count: > 0 and <= LargestBasket })
        {
            intake.Wrong(path, "count", ("from", 1), ("to", LargestBasket));
            return [];
        }
        var read = new Line[lines.Count];
        var numbers = new HashSet<int>();
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = Line(lines[i], i + 1, currency, intake, new FieldPath(path, i));
            if (!numbers.Add(read[i].Number))
                intake.Wrong($"{path}[{i}].number", "twice");
        }
        return read;
    }

    private static Line Line(LineBody line, int place, Currency currency, Intake intake, FieldPath at) => new()
    {
        Number = line.Number ?? place,
        Sku = intake.Id(line.Sku, at with { Name = "sku" }),
        Category = intake.IdOrNull(line.Category, at with { Name = "category" }),
        Brand = intake.IdOrNull(line.Brand, at with { Name = "brand" }),
        Labels = line.Labels ?? [],
        Loads = intake.IdOrNull(line.Loads, at with { Name = "loads" }) is { } loaded ? new MemberId(loaded) : null,
        LoadsIn = intake.IdOrNull(line.LoadsIn, at with { Name = "loads_in" }),
        Kind = intake.IdOrNull(line.Kind, at with { Name = "kind" }) ?? Laurel.Line.Product,
        Quantity = intake.Decimal(line.Quantity ?? 1, at with { Name = "quantity" }, 6),
        UnitPrice = intake.Required(line.UnitPrice, at with { Name = "unit_price" }) ? intake.Price(line.UnitPrice, currency, at with { Name = "unit_price" })!.Value : 0,
        Discount = intake.Minor(line.Discount, currency.Code, at with { Name = "discount" }),
        Tax = line.Tax is null ? null : intake.Minor(line.Tax, currency.Code, at with { Name = "tax" }),
        TaxRate = line.TaxRate is { } rate ? intake.Decimal(rate, at with { Name = "tax_rate" }, 6) : null,
        UnitCost = intake.Price(line.UnitCost, currency, at with { Name = "unit_cost" }),
    };

    private static Payment Payment(PaymentBody payment, Currency currency, Intake intake, string path)
    {
        intake.Required(payment.Amount, path + ".amount");
        return new Payment(intake.Id(payment.Method, path + ".method"), intake.Minor(payment.Amount, currency.Code, path + ".amount"));
    }

    private static StoredPayment Stored(StoredPaymentBody payment, Currency currency, Intake intake, string path) => new()
    {
        Card = intake.IdOrNull(payment.Card, path + ".card") is { } card ? new MemberId(card) : null,
        Unit = intake.IdOrNull(payment.Unit, path + ".unit"),
        Amount = payment.Amount is null ? null : intake.Minor(payment.Amount, currency.Code, path + ".amount"),
    };

    private static Contribution Contribution(ContributionBody contribution, Currency currency, Intake intake, string path) => new()
    {
        Giving = intake.Id(contribution.Giving, path + ".giving"),
        Amount = contribution.Amount is null ? null : intake.Minor(contribution.Amount, currency.Code, path + ".amount"),
    };

    private static RewardInBasket Reward(RewardInBasketBody reward, Intake intake, string path) => new()
    {
        Reward = intake.Id(reward.Reward, path + ".reward"),
        Quantity = intake.Decimal(reward.Quantity ?? 1, path + ".quantity", 6),
        Units = reward.Units,
        UsesFirst = reward.UsesFirst ?? [],
    };
}
