using System.Globalization;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Counter;

/// <summary>What a member of staff types of a purchase: one amount, or its goods one by one.</summary>
public sealed record SaleForm
{
    private const int MostGoods = 50;

    /// <summary>What goods are called that nobody named.</summary>
    private const string Unnamed = "counter";

    public string? Key { get; init; }

    /// <summary>What was paid, in major units of the program's currency; not asked where the goods are told one by one.</summary>
    public string? Amount { get; init; }

    /// <summary>The number of the receipt; absent, one is made from the key.</summary>
    public string? Receipt { get; init; }
    public string? Location { get; init; }
    public string? Category { get; init; }
    public IReadOnlyList<SaleGoods> Goods { get; init; } = [];

    /// <summary>The amount that somebody was asked about and said is right, in minor units.</summary>
    public string? Sure { get; init; }

    /// <summary>The amount is asked about before it is recorded.</summary>
    public AmountDoubt? Doubt { get; init; }

    /// <summary>It was sent, and what was typed is no purchase.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Nothing typed yet, with so many lines for goods.</summary>
    internal static SaleForm Empty(int? goods) => new() { Goods = [.. Enumerable.Range(0, Math.Clamp(goods ?? 0, 0, MostGoods)).Select(_ => new SaleGoods())] };

    internal static SaleForm Read(IFormCollection form)
    {
        var (goods, quantities, prices) = (form["goods"], form["quantity"], form["price"]);
        return new SaleForm
        {
            Key = form["key"],
            Amount = form["amount"],
            Receipt = form["receipt"],
            Location = form["location"],
            Category = form["category"],
            Sure = form["sure"],
            Goods = [.. goods.Take(MostGoods).Select((what, i) => new SaleGoods(what, quantities.ElementAtOrDefault(i), prices.ElementAtOrDefault(i)))],
        };
    }

    internal bool IsSure(long total) => Sure == total.ToString(CultureInfo.InvariantCulture);

    /// <summary>The purchase; null where something that was typed cannot be.</summary>
    internal RecordPurchase? Command(HttpContext context, MemberId member, ProgramInView program, TimeProvider clock)
    {
        var (definition, now, intake) = (program.Rules!.Definition, clock.GetUtcNow(), new Intake());
        var (receipt, location) = (Word(Receipt, intake), Word(Location, intake));
        if (string.IsNullOrWhiteSpace(Key) || Lines(definition, intake) is not { Count: > 0 } lines || !intake.IsFine)
            return null;
        return new RecordPurchase
        {
            Id = new CommandId(Key),
            Actor = context.User.Actor(),
            At = now,
            IsTimedByServer = true,
            Purchase = new Purchase
            {
                Id = new PurchaseId(receipt ?? program.Organization.NameFrom("pur_", "purchase", program.Id, Key)),
                Member = member,
                At = now,
                Location = location,
                Currency = definition.Currency.Code,
                Lines = lines,
            },
        };
    }

    /// <summary>The kinds of goods that ways to earn tell apart.</summary>
    internal static IReadOnlyList<string> Categories(Definition definition) =>
        [.. definition.Earning.SelectMany(r => r.Lines.Categories).Distinct()];

    private IReadOnlyList<Line>? Lines(Definition definition, Intake intake)
    {
        if (Goods.Count == 0)
        {
            var category = Word(Category, intake);
            return definition.Currency.TryMinor(Amount ?? "") is > 0 and var amount
                ? [new Line { Number = 1, Sku = category ?? Unnamed, Category = category, UnitPrice = amount }]
                : null;
        }
        var lines = new List<Line>();
        foreach (var goods in Goods.Where(g => !g.IsEmpty))
        {
            if (goods.Line(lines.Count + 1, definition, Word(goods.What, intake) ?? Unnamed) is not { } line)
                return null;
            lines.Add(line);
        }
        return lines;
    }

    private static string? Word(string? typed, Intake intake) => string.IsNullOrWhiteSpace(typed) ? null : intake.IdOrNull(typed.Trim(), "word");
}

/// <summary>Goods of a purchase as they are typed: a SKU or a kind of goods, how many, and what one costs.</summary>
public sealed record SaleGoods(string? What = null, string? Quantity = null, string? Price = null)
{
    private const decimal Most = 1_000_000;

    internal bool IsEmpty => string.IsNullOrWhiteSpace(What) && string.IsNullOrWhiteSpace(Price);

    /// <summary>A word that the rules know as a kind of goods is one; any other is a SKU.</summary>
    internal Line? Line(int number, Definition definition, string what)
    {
        var quantity = 1m;
        if (!string.IsNullOrWhiteSpace(Quantity)
            && !decimal.TryParse(Quantity, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out quantity))
            return null;
        if (quantity is <= 0 or > Most || quantity != decimal.Round(quantity, 6) || definition.Currency.TryMinor(Price ?? "") is not (> 0 and var price))
            return null;
        var category = SaleForm.Categories(definition).Contains(what) ? what : null;
        return new Line { Number = number, Sku = what, Category = category, Quantity = quantity, UnitPrice = price };
    }
}
