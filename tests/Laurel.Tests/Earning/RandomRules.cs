namespace Laurel.Tests.Earning;

/// <summary>A definition of random rules, and a random basket that some of them are about.</summary>
internal sealed class RandomRules(Random random)
{
    private static readonly string[] Skus = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"];
    private static readonly string[] Categories = ["coffee", "tea", "bakery", "gift"];
    private static readonly string[] Brands = ["lumiere", "north", "south"];
    private static readonly string[] Labels = ["own-brand", "organic", "new"];
    private static readonly string[] Kinds = ["product", "shipping", "deposit"];
    private static readonly string[] Locations = ["brussels", "ghent", "tallinn"];
    private static readonly string[] Channels = ["shop", "online"];
    private readonly int count = random.Next(2, 16);

    /// <summary>The definition as it was read.</summary>
    public string Text { get; private set; } = "";

    public string Definition() => Text = $$"""
        {"program":"random","zone":"UTC","currency":"EUR","base":{"shipping":"{{One(["included", "excluded"])}}"},
         "units":{"bean":{} },"earning":{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"r{i}\":{Rule()}"))}}},
         "stack":[{{Stack()}}]}
        """;

    public Basket Basket()
    {
        var lines = Enumerable.Range(1, random.Next(0, 7)).Select(Line).ToArray();
        return new Basket
        {
            Purchase = new Purchase
            {
                Id = new PurchaseId("p"),
                At = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
                Currency = Now(9) ? "EUR" : "USD",
                Location = Now(8) ? One(Locations) : null,
                Channel = Now(8) ? One(Channels) : null,
                Lines = [.. lines.Select(l => l.Line)],
            },
            Lines = lines,
            Local = new DateTime(2026, 3, random.Next(1, 8), random.Next(6, 20), 0, 0, DateTimeKind.Unspecified),
            Earlier = random.Next(0, 2),
        };
    }

    /// <summary>Something was used of every limit before, always the same of the same.</summary>
    public long Used(string counter) => counter.Length % 3;

    private BasketLine Line(int number)
    {
        long price = random.Next(-300, 3000);
        var line = new Line
        {
            Number = number,
            Sku = One(Skus),
            Category = Now(8) ? One(Categories) : null,
            Brand = Now(5) ? One(Brands) : null,
            Labels = Now(4) ? Some(Labels) : [],
            Kind = Now(8) ? Laurel.Line.Product : One(Kinds),
            Quantity = random.Next(0, 4),
            UnitPrice = price,
        };
        var total = price * (long)line.Quantity;
        return new BasketLine(line, new LinePrice(total, 0, 0, total, total), line.Quantity);
    }

    private string Rule()
    {
        var when = Conditions().ToArray();
        var conditions = when.Length > 0 ? $",\"when\":{{{string.Join(',', when)}}}" : "";
        var limit = Now(2) ? $",\"limit\":\"{Limit()}\"" : "";
        return $"{{\"give\":\"{Give()}\"{conditions}{limit}}}";
    }

    private string Limit() => One([
        "2 per member per month", "9 beans per member per day else reject", "5 beans per purchase", "30 beans per program"]);

    private string Give() => One([
        "1 bean per 1.00 EUR", "3 beans per 2.00 EUR", "1 bean per 1.00 USD", "7 beans", "1 bean for every item", "2 beans for every full 10.00 EUR",
        "1 bean for every full 3 items"]);

    private IEnumerable<string> Conditions()
    {
        if (Now(6))
            yield return $"\"line\":{Filter(true)}";
        if (Now(2))
            yield return $"\"day\":{List(["monday", "tuesday", "sunday"])}";
        if (Now(1))
            yield return "\"hour\":\"from 08:00 to 12:00\"";
        if (Now(1))
            yield return "\"basket\":\"at least 20.00 EUR\"";
        if (Now(1))
            yield return "\"items\":\"at least 3\"";
        if (Now(2))
            yield return $"\"channel\":{List(Channels)}";
        if (Now(4))
            yield return $"\"location\":{List(Locations)}";
        if (Now(1))
            yield return "\"first purchase\":\"ever\"";
    }

    private string Filter(bool mayExclude)
    {
        var parts = new List<string>();
        Add("sku", Skus);
        Add("category", Categories);
        Add("brand", Brands);
        Add("label", Labels);
        Add("kind", Kinds);
        if (mayExclude && Now(2))
            parts.Add($"\"not\":{Filter(false)}");
        return parts.Count == 0 ? Filter(mayExclude) : $"{{{string.Join(',', parts)}}}";

        void Add(string key, string[] names)
        {
            if (Now(3))
                parts.Add($"\"{key}\":{List(names)}");
        }
    }

    private string Stack()
    {
        var ids = Enumerable.Range(0, count).Select(i => $"\"r{i}\"").ToArray();
        random.Shuffle(ids);
        return string.Join(',', ids.Take(random.Next(1, count)).Chunk(random.Next(1, 5))
            .Select(group => $"{{\"{One(["all", "best", "first", "exclusive"])}\":[{string.Join(',', group)}]}}"));
    }

    private string List(string[] names) => Now(5) ? $"\"{One(names)}\"" : $"[{string.Join(',', Some(names).Select(n => $"\"{n}\""))}]";

    private string[] Some(string[] names)
    {
        var some = names.Where(_ => Now(5)).ToArray();
        return some.Length == 0 ? [One(names)] : some;
    }

    private T One<T>(T[] of) => of[random.Next(of.Length)];

    /// <summary>So many times of ten.</summary>
    private bool Now(int ofTen) => random.Next(10) < ofTen;
}
