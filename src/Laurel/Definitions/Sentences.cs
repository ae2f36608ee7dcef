namespace Laurel.Definitions;

/// <summary>Sentences as they are written under a key: what a sentence that cannot be read is told with.</summary>
internal static class Sentences
{
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["give"] = ["1 bean per 1.00 EUR", "1 bean for every full 10.00 EUR", "1 stamp for every item", "50 beans"],
        ["limit"] = ["2 per member per month", "2 per member per 24 hours", "100 beans per member per day", "1 per purchase", "5000 beans per program else reject"],
        ["expires"] = ["12 months after earning", "12 months after earning at end of month", "48 hours after earning", "each 12-31", "6 months since last visit", "never"],
        ["pending"] = ["14 days", "48 hours"],
        ["owes"] = ["any amount", "at most 500 beans"],
        ["carries over"] = ["everything", "nothing at end of month", "at most 50 beans at end of year"],
        ["gives"] = ["10% off", "5.00 EUR off", "5.00 EUR off each item", "100% off the 1 cheapest", "3 for 10.00 EUR", "{product: MUG}"],
        ["costs"] = ["100 beans", "1 bean each", "nothing"],
        ["fee"] = ["49.00 EUR a year", "4.90 EUR a month", "99.00 EUR once", "nothing for 6 months"],
        ["counts"] = ["spend in the calendar year", "visits in the last 12 months", "beans earned ever", "spend in the membership year"],
        ["down"] = ["never", "at once", "at end of year", "one level at end of month after 30 days of grace"],
        ["at"] = ["500.00 EUR", "12 visits", "300 beans", "500.00 EUR or 12 visits"],
        ["hour"] = ["from 08:00 to 10:00"],
        ["period"] = ["from 2026-12-01 to 2026-12-24", "from 2026-12-01"],
        ["basket"] = ["at least 60.00 EUR", "at least 60.00 EUR without tax"],
        ["amount"] = ["at least 33.00 EUR"],
        ["items"] = ["at least 3"],
        ["first purchase"] = ["ever", "within 30 days of joining"],
        ["nth purchase"] = ["3", "every 5"],
        ["last visit"] = ["at least 60 days ago", "at most 7 days ago"],
        ["member for"] = ["at least 1 year", "at most 30 days"],
        ["visits"] = ["at least 2 per month", "at least 10 per 30 days"],
        ["spent"] = ["at least 500.00 EUR per year"],
        ["day"] = ["tuesday", "[saturday, sunday]"],
        ["tier"] = ["gold", "gold only"],
        ["for every"] = ["2 bought", "50.00 EUR", "100.00 EUR up to 3 times"],
        ["round"] = ["down", "half up per line", "half even per purchase", "up per item"],
        ["stack"] = ["[{all: [spend]}, {best: [double, triple]}]"],
        ["do"] = ["visit 4 times", "buy 10 items", "buy in 3 categories within 30 days", "spend 100.00 EUR", "do review once", "visit 4 weeks in a row"],
        ["goal"] = ["spend 5000.00 EUR", "visit 300 times", "buy 100 items", "earn 1000 beans", "do review 20 times"],
        ["counts of leaderboards"] = ["visits", "spend", "items", "beans earned", "review done"],
        ["prizes"] = ["{1: 100 beans, 2: 50 beans, 3 to 10: 10 beans}"],
        ["plays"] = ["1 per visit", "2 per purchase", "1 per week", "1 per review"],
        ["asks"] = ["to next 1.00 EUR", "0.50 EUR", "any amount"],
        ["give of giving"] = ["0.50 EUR for every full 10.00 EUR", "0.01 EUR per 1.00 EUR", "1%", "0.10 EUR for every item", "1.00 EUR"],
        ["limit of money"] = ["100.00 EUR per program per month", "2 per member per month", "1000.00 EUR per program else reject"],
        ["budget of money"] = ["5000.00 EUR per month", "5000.00 EUR per program else what is left"],
        ["coupons"] = ["{for: holder, uses: 1, lasts: 30 days}"],
        ["after"] = ["first purchase no longer returnable", "14 days after first purchase", "first purchase", "joining"],
        ["household"] = ["{pools: [bean], at most: 4 members}"],
        ["perks"] = ["{early-access: {text: The sale a day early, for: {tier: gold}}}"],
        ["perk"] = ["{text: The sale a day early, for: {tier: gold}}"],
        ["line"] = ["{category: coffee}", "{sku: [COF, TEA]}", "{not: {label: sale}}"],
        ["never earns"] = ["[gift-card, deposit, tobacco]"],
        ["minimum age"] = ["16", "{BE: 13, NL: 16, other: 18}"],
        ["stock"] = ["20"],
        ["by"] = ["2", "1.5"],
        ["lasts"] = ["30 days", "48 hours"],
        ["period of time"] = ["30 days", "2 weeks", "3 months", "1 year"],
        ["when"] = ["{day: tuesday}", "{line: {category: coffee}}", "{tier: gold}", "{activity: joining}"],
    };

    /// <summary>The sentences of a key, each of which can be read there.</summary>
    public static IReadOnlyList<string> Of(string key) => Known.GetValueOrDefault(key, []);

    /// <summary>What is no sentence, or speaks of what there is not, is told with sentences of the key too.</summary>
    private static readonly HashSet<string> NoSentence = ["mapping-expected", "list-expected", "text-expected", "choice-unknown", "currency-unknown", "unit-unknown"];

    /// <summary>The sentences of a key in one line.</summary>
    public static string? Line(string key) => Known.TryGetValue(key, out var sentences) ? string.Join(" | ", sentences) : null;

    /// <summary>Reads what stands under a key; what cannot be read is told with sentences that can.</summary>
    public static T Like<T>(string key, Node node, Func<Node, T> read)
    {
        try
        {
            return read(node);
        }
        catch (MalformedException malformed) when (IsNoSentence(malformed.Problem))
        {
            throw new MalformedException(malformed.Problem with { Like = Line(key) });
        }
    }

    private static bool IsNoSentence(Problem problem) =>
        problem.Code.StartsWith("phrase-", StringComparison.Ordinal) || NoSentence.Contains(problem.Code);
}
