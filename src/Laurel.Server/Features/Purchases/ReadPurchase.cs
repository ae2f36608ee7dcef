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
            read[i] = Line(lines[i], i + 1, currency, intake, $"{path}[{i}]");
            if (!numbers.Add(read[i].Number))
                intake.Wrong($"{path}[{i}].number", "twice");
        }
        return read;
    }

    private static Line Line(LineBody line, int place, Currency currency, Intake intake, string path) => new()
    {
        Number = line.Number ?? place,
        Sku = intake.Id(line.Sku, path + ".sku"),
        Category = intake.IdOrNull(line.Category, path + ".category"),
        Brand = intake.IdOrNull(line.Brand, path + ".brand"),
        Labels = line.Labels ?? [],
        Kind = intake.IdOrNull(line.Kind, path + ".kind") ?? Laurel.Line.Product,
        Quantity = intake.Decimal(line.Quantity ?? 1, path + ".quantity", 6),
        UnitPrice = intake.Required(line.UnitPrice, path + ".unit_price") ? intake.Price(line.UnitPrice, currency, path + ".unit_price")!.Value : 0,
        Discount = intake.Minor(line.Discount, currency.Code, path + ".discount"),
        Tax = line.Tax is null ? null : intake.Minor(line.Tax, currency.Code, path + ".tax"),
        TaxRate = line.TaxRate is { } rate ? intake.Decimal(rate, path + ".tax_rate", 6) : null,
        UnitCost = intake.Price(line.UnitCost, currency, path + ".unit_cost"),
    };

    private static Payment Payment(PaymentBody payment, Currency currency, Intake intake, string path)
    {
        intake.Required(payment.Amount, path + ".amount");
        return new Payment(intake.Id(payment.Method, path + ".method"), intake.Minor(payment.Amount, currency.Code, path + ".amount"));
    }

    private static RewardInBasket Reward(RewardInBasketBody reward, Intake intake, string path) => new()
    {
        Reward = intake.Id(reward.Reward, path + ".reward"),
        Quantity = intake.Decimal(reward.Quantity ?? 1, path + ".quantity", 6),
        Units = reward.Units,
    };
}
