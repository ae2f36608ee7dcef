using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Definitions;

public sealed class DefinitionTests
{
    [Theory]
    [InlineData("earning: {a: {give: 1 point per 0.00 EUR}}", "phrase-positive-expected")]
    [InlineData("earning: {a: {give: 1 point per 0.001 EUR}}", "currency-precision")]
    [InlineData("earning: {a: {give: 1 point for every full 0 items}}", "phrase-positive-expected")]
    [InlineData("earning: {a: {give: -1 point per 1.00 EUR}}", "phrase-positive-expected")]
    [InlineData("earning: {a: {give: 0.00001 points per 1.00 EUR}}", "number-too-fine")]
    [InlineData("earning: {a: {give: 1000000001 points per 1.00 EUR}}", "number-too-large")]
    [InlineData("earning: {a: {give: 1 point}, b: {multiply: a, by: 0}}", "phrase-positive-expected")]
    [InlineData("earning: {a: {give: 3% points}}", "phrase-word-expected")]
    [InlineData("giving: {g: {give: 5.00 EUR for every full 100.00 EUR spent per month, to: c}}", "steps-of-earning")]
    [InlineData("earning: {Big Basket: {give: 1 point}}", "id-malformed")]
    [InlineData("rewards: {mug: {costs: 1 point per 0 items, gives: {merchandise: mug}}}", "phrase-positive-expected")]
    [InlineData("rewards: {mug: {costs: 1 point each, gives: 0.00 EUR off each}}", "phrase-positive-expected")]
    [InlineData("offers: {o: {gives: 1.00 EUR off, limit: 100.00 USD per program}}", "phrase-word-expected")]
    [InlineData("offers: {o: {gives: 1.00 EUR off}}\nstack offers: [{best: [p]}]", "rule-unknown")]
    [InlineData("tiers: {counts: spend in the last 36 months, levels: {base: {}}}", "window-too-long")]
    [InlineData("rewards: {mug: {costs: {}, gives: {merchandise: mug}}}", "prices-empty")]
    [InlineData("earning: {a: {multiply: [], by: 2}}", "list-empty")]
    [InlineData("earning: {a: {multiply: b, by: 2}, b: {multiply: c, by: 2}, c: {multiply: a, by: 2}}", "multiplies-itself")]
    [InlineData("earning: {a: {give: 1 point, limit: 3 pionts per member}}", "unit-near")]
    [InlineData("earning: {a: {give: 1 point, limit: 10000000000000000000 points per member}}", "amount-too-large")]
    [InlineData("earning: {a: {give: 1 point}, b: {give: 1 point}}\nstack: [{best: [a], first: [b]}]", "group-of-two-kinds")]
    [InlineData("earning: {a: {give: 1 point}}\nstack: [{}]", "group-of-two-kinds")]
    [InlineData("units: {point: {decimals: 9}}", "choice-unknown")]
    [InlineData("offers: {o: {gives: 1.00 EUR off each}}", "each-of-what")]
    [InlineData("offers: {o: {gives: 10.005 EUR off}}", "currency-precision")]
    [InlineData("offers: {o: {gives: 3 for 10.005 EUR}}", "currency-precision")]
    [InlineData("offers: {o: {gives: {item: coffee up to 4.505 EUR}}}", "currency-precision")]
    [InlineData("earning: {a: {give: 1 point, text: {en: Points, fr: ' ', nl: Punten, et: Punktid}}}", "language-missing")]
    [InlineData("earning: {a: {give: 1 point, text: ''}}", "text-expected")]
    [InlineData("earning: {a: {give: 1 point, when: {without: {}}}}", "key-missing")]
    [InlineData("earning: {a: {give: 1 point, when: {together with: {sku: A, not: {brand: B}}}}}", "key-unknown")]
    [InlineData("units: {point: {expires: 900 years after earning}}", "period-out-of-range")]
    [InlineData("units: {point: {pending: -1 days}}", "period-out-of-range")]
    [InlineData("units: {point: {usable when: {line: {category: books}}}}", "usable-of-money")]
    [InlineData("units: {gift: {money: EUR, usable when: {payment: cash}}}", "usable-when")]
    [InlineData("units: {gift: {money: EUR, usable when: {category: books}}}", "key-near")]
    public void What_could_never_be_counted_is_said_where_it_is_written(string section, string code)
    {
        var units = section.StartsWith("units", StringComparison.Ordinal) ? "" : "units: {point: {}}\n";
        Problems($"program: p\nzone: UTC\ncurrency: EUR\n{units}{section}").ShouldContain(p => p.Code == code);
    }

    [Theory]
    [InlineData("earning: {a: {give: 1 000 beans}}", "write \"1000\"")]
    [InlineData("earning: {a: {give: '1,000 beans'}}", "write \"1000\"")]
    [InlineData("earning: {a: {give: '1 bean', limit: '1 000 000 beans per program'}}", "write \"1000000\"")]
    [InlineData("earning: {a: {give: 1 bean, when: {basket: 'at least 2,500.50 EUR'}}}", "write \"2500.50\"")]
    [InlineData("earning: {a: {give: '1 bean per 2,50 EUR'}}", "write \"2.50\"")]
    [InlineData("rewards: {mug: {costs: 10 beans, gives: {merchandise: mug}, stock: unlimited}}", "leaving \"stock\" out")]
    [InlineData("earning: {a: {give: 1 bean, limit: none}}", "leaving \"limit\" out")]
    [InlineData("earning: {a: {give: 1 bean}, b: {double: a, when: {day: tuesday}}}", "did you mean \"multiply: a, by: 2\"?")]
    [InlineData("earning: {a: {give: 1 bean}, triple: a}", "did you mean \"triple: {multiply: a, by: 3}\"?")]
    public void What_others_write_naturally_is_told_with_what_to_write(string section, string told) =>
        Problems($"program: p\nzone: UTC\ncurrency: EUR\nunits: {{bean: {{}}}}\n{section}").ShouldHaveSingleItem().ToString().ShouldContain(told);

    [Theory]
    [InlineData("earning: {a: {give: 1 been}, b: {give: 1 bean}}\nstack: [{best: [a, b]}]", "unit-near")]
    [InlineData("earning: {a: {give: 1 been}, b: {multiply: a, by: 2}}", "unit-near")]
    [InlineData("offers: {o: {gives: 10 of}}\nstack offers: [{best: [o]}]", "currency-unknown")]
    public void A_rule_that_could_not_be_read_is_not_called_unknown_where_it_is_named(string section, string code) =>
        Problems($"program: p\nzone: UTC\ncurrency: EUR\nunits: {{bean: {{}}}}\n{section}").ShouldHaveSingleItem().Code.ShouldBe(code);

    [Theory]
    [InlineData("earning: {a: {give: 1 bean per euro}}", "write for example: 1 bean per 1.00 EUR | ")]
    [InlineData("earning: {a: {give: 1 bean, limit: 100 beans per day}}", "write for example: 2 per member per month | ")]
    [InlineData("earning: {a: {give: 1 bean, when: {items: 3}}}", "write for example: at least 3")]
    [InlineData("offers: {a: {gives: cheapest free}}", "write for example: 10% off | ")]
    [InlineData("earning: {a: {give: 1 bean, when: {category: coffee}}}", "line: {category: …}")]
    public void A_sentence_that_cannot_be_read_is_told_with_sentences_that_can(string section, string like) =>
        Problems($"program: p\nzone: UTC\ncurrency: EUR\nunits: {{bean: {{}}}}\n{section}").ShouldHaveSingleItem().ToString().ShouldContain(like);

    [Theory]
    [InlineData("give", "earning: {a: {give: HERE}}")]
    [InlineData("limit", "earning: {a: {give: 1 bean, limit: HERE}}")]
    [InlineData("expires", "units: {leaf: {expires: HERE}}")]
    [InlineData("pending", "units: {leaf: {pending: HERE}}")]
    [InlineData("gives", "offers: {a: {gives: HERE}}")]
    [InlineData("costs", "rewards: {a: {costs: HERE, gives: {merchandise: mug}}}")]
    [InlineData("fee", "memberships: {a: {fee: HERE}}")]
    [InlineData("counts", "tiers: {counts: HERE, levels: {a: {}}}")]
    [InlineData("down", "tiers: {counts: spend ever, down: HERE, levels: {a: {}}}")]
    [InlineData("at", "tiers: {counts: beans earned ever, levels: {a: {}, b: {at: HERE}}}")]
    [InlineData("hour", "earning: {a: {give: 1 bean, when: {hour: HERE}}}")]
    [InlineData("period", "earning: {a: {give: 1 bean, when: {period: HERE}}}")]
    [InlineData("basket", "earning: {a: {give: 1 bean, when: {basket: HERE}}}")]
    [InlineData("amount", "earning: {a: {give: 1 bean, when: {amount: HERE}}}")]
    [InlineData("items", "earning: {a: {give: 1 bean, when: {items: HERE}}}")]
    [InlineData("first purchase", "earning: {a: {give: 1 bean, when: {first purchase: HERE}}}")]
    [InlineData("nth purchase", "earning: {a: {give: 1 bean, when: {nth purchase: HERE}}}")]
    [InlineData("last visit", "earning: {a: {give: 1 bean, when: {last visit: HERE}}}")]
    [InlineData("member for", "earning: {a: {give: 1 bean, when: {member for: HERE}}}")]
    [InlineData("visits", "earning: {a: {give: 1 bean, when: {visits: HERE}}}")]
    [InlineData("spent", "earning: {a: {give: 1 bean, when: {spent: HERE}}}")]
    [InlineData("day", "earning: {a: {give: 1 bean, when: {day: HERE}}}")]
    [InlineData("tier", "earning: {a: {give: 1 bean, when: {tier: HERE}}}\ntiers: {counts: spend ever, levels: {a: {}, gold: {at: 1.00 EUR}}}")]
    [InlineData("when", "earning: {a: {give: 1 bean, when: HERE}}\ntiers: {counts: spend ever, levels: {a: {}, gold: {at: 1.00 EUR}}}")]
    [InlineData("for every", "offers: {a: {gives: 5.00 EUR off, for every: HERE}}")]
    [InlineData("round", "earning: {a: {give: 1 bean per 1.00 EUR, round: HERE}}")]
    [InlineData("stack", "earning: {spend: {give: 1 bean}, double: {give: 1 bean}, triple: {give: 1 bean}}\nstack: HERE")]
    [InlineData("do", "challenges: {a: {do: HERE, give: 1 bean}}")]
    [InlineData("goal", "clubs: {a: {goal: HERE, per: month, give: 1 bean}}")]
    [InlineData("counts of leaderboards", "leaderboards: {a: {counts: HERE, per: month, prizes: {1: 1 bean}}}")]
    [InlineData("prizes", "leaderboards: {a: {counts: visits, per: month, prizes: HERE}}")]
    [InlineData("plays", "games: {a: {plays: HERE, odds: {nothing: 100%}}}")]
    [InlineData("asks", "giving: {a: {asks: HERE, to: shelter}}")]
    [InlineData("give of giving", "giving: {a: {give: HERE, to: shelter}}")]
    [InlineData("limit of money", "giving: {a: {give: 1%, to: shelter, limit: HERE}}")]
    [InlineData("limit of money", "offers: {a: {gives: 10% off, limit: HERE}}")]
    [InlineData("after", "units: {leaf: {pending: 14 days}}\nreferral: {friend: 1 leaf, after: HERE}")]
    [InlineData("household", "household: HERE")]
    [InlineData("line", "earning: {a: {give: 1 bean, when: {line: HERE}}}")]
    [InlineData("never earns", "never earns: HERE")]
    [InlineData("minimum age", "minimum age: HERE")]
    [InlineData("stock", "rewards: {a: {costs: 1 bean, gives: {product: MUG}, stock: HERE}}")]
    [InlineData("by", "earning: {a: {give: 1 bean}, b: {multiply: a, by: HERE}}")]
    [InlineData("perks", "perks: HERE\ntiers: {counts: spend ever, levels: {a: {}, gold: {at: 1.00 EUR}}}")]
    [InlineData("perk", "perks: {a: HERE}\ntiers: {counts: spend ever, levels: {a: {}, gold: {at: 1.00 EUR}}}")]
    [InlineData("lasts", "rewards: {a: {costs: 1 bean, gives: {product: MUG}, issue: at once, lasts: HERE}}")]
    [InlineData("period of time", "memberships: {a: {fee: 4.90 EUR a month, trial: HERE, grace: HERE}}")]
    public void Every_sentence_that_is_told_can_be_read(string key, string section)
    {
        var units = section.Contains("leaf", StringComparison.Ordinal) ? "" : "units: {bean: {}, stamp: {}}\n";
        foreach (var sentence in Sentences.Of(key))
            Problems($"program: p\nzone: UTC\ncurrency: EUR\n{units}{section.Replace("HERE", sentence)}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("offers: {a: {gives: 5.00 EUR off, for every: 3 items}}", "2 bought | 50.00 EUR")]
    [InlineData("offers: {a: {gives: 10 % off}}", "10% off | 5.00 EUR off")]
    [InlineData("offers: {a: {gives: 5.00 EUR off, valid: until 2026-12-24}}", "from 2026-12-01 to 2026-12-24")]
    [InlineData("earning: {a: {give: 1 bean, when: tuesday}}", "{day: tuesday}")]
    [InlineData("earning: {a: {give: 1 bean, when: {day: weekend}}}", "[saturday, sunday]")]
    [InlineData("earning: {a: {give: 1 bean, day: tuesday}}", "when: {day: …}")]
    [InlineData("earning: {a: {give: 1 bean, valid: to 2026-12-24}}", "when: {period: …}")]
    [InlineData("earning: {a: {give: 1 bean}}\nstack: best", "[{all: [spend]}, {best: [double, triple]}]")]
    [InlineData("base: {delivery: included}", "shipping")]
    [InlineData("earning: {a: {give: 1 bean, until: 2026-12-24}}", "when: {period: …}")]
    [InlineData("earning: {a: {give: 1 bean, for: {day: tuesday}}}", "did you mean \"when\"")]
    [InlineData("rewards: {a: {costs: 1 bean, gives: 10% off, when: {basket: at least 20.00 EUR}}}", "did you mean \"for\"")]
    [InlineData("rewards: {a: {costs: 1 bean, gives: [{item: coffee}, {units: 2 beans}]}}", "gives one thing")]
    [InlineData("rewards: {a: {costs: 1 bean, gives: {item: coffee, units: 2 beans}}}", "gives one thing")]
    [InlineData("rewards: {a: {costs: 1 bean, gives: 10% off, lasts: until 2026-12-24}}", "30 days | 48 hours")]
    [InlineData("offers: {a: {gives: 10% off, limit: once per member}}", "2 per member per month")]
    [InlineData("challenges: {a: {do: visit twice, give: 1 bean}}", "visit 4 times | buy 10 items")]
    [InlineData("challenges: {a: {do: 3 visits within 30 days, give: 1 bean}}", "visit 4 times | buy 10 items")]
    [InlineData("challenges: {a: {do: [visit once, review twice], give: 1 bean}}", "do review once")]
    [InlineData("games: {a: {plays: once a week, odds: {nothing: 100%}}}", "1 per visit | 2 per purchase | 1 per week")]
    [InlineData("leaderboards: {a: {counts: beans, per: month, prizes: {1: 1 bean}}}", "beans earned")]
    [InlineData("leaderboards: {a: {counts: spend, per: month, prizes: {1-3: 1 bean}}}", "3 to 10")]
    [InlineData("clubs: {a: {goal: 500.00 EUR, per: month, give: 1 bean}}", "spend 5000.00 EUR")]
    [InlineData("giving: {a: {asks: round up, to: shelter}}", "to next 1.00 EUR")]
    [InlineData("giving: {a: {give: 0.50 EUR for every 10.00 EUR, to: shelter}}", "0.50 EUR for every full 10.00 EUR")]
    [InlineData("referral: {inviter: 1 bean, after: first order}", "first purchase no longer returnable")]
    [InlineData("earning: {a: {give: 1 bean, when: {line: coffee}}}", "{category: coffee}")]
    [InlineData("earning: {a: {give: 1 bean}, b: {multiply: a, by: 2x}}", "2 | 1.5")]
    [InlineData("never earns: [{category: tobacco}]", "[gift-card, deposit, tobacco]")]
    [InlineData("minimum age: 16 years", "{BE: 13, NL: 16, other: 18}")]
    [InlineData("rewards: {a: {costs: 1 bean, gives: {product: MUG}, stock: 10 per month}}", "20")]
    [InlineData("household: yes", "{pools: [bean], at most: 4 members}")]
    [InlineData("perks: [early-access]", "{early-access: {text:")]
    [InlineData("earning: {a: {give: 1 bean, when: {period: from 2026-12-24 to 2026-12-01}}}", "the last day is before the first")]
    [InlineData("offers: {a: {gives: buy 2 get 1 free}}", "100% off the 1 cheapest, and for every: 2 bought")]
    [InlineData("offers: {a: {gives: 1.00 EUR off, coupons: single use}}", "{for: holder, uses: 1, lasts: 30 days}")]
    [InlineData("offers: {a: {gives: 1.00 EUR off, budget: 100 uses}}", "5000.00 EUR per month")]
    [InlineData("tiers: {counts: spend ever, grace: 30 days, levels: {a: {}, b: {at: 1.00 EUR}}}", "down")]
    public void What_is_said_otherwise_is_told_with_what_to_write(string section, string right) =>
        Problems($"program: p\nzone: UTC\ncurrency: EUR\nunits: {{bean: {{}}}}\n{section}").ShouldHaveSingleItem().ToString().ShouldContain(right);

    [Fact]
    public void A_name_that_stands_twice_is_said_and_not_thrown()
    {
        const string rules = """{"a":{"give":"1 point"},"a":{"give":"2 points"}}""";
        const string json = """{"program":"p","zone":"UTC","currency":"EUR","units":{"point":{}},"earning":""" + rules + "}";
        DefinitionReader.Read(CanonicalJson.Read(json)).Problems.ShouldHaveSingleItem().Code.ShouldBe("key-twice");
    }

    [Theory]
    [InlineData("2026-03-01", "2026-02-28", new[] { "ends-before-start" })]
    [InlineData("2026-03-01", "2026-03-01", new string[0])]
    public void A_program_is_not_over_before_it_starts(string starts, string ends, string[] problems) =>
        Problems($"program: p\nzone: UTC\ncurrency: EUR\nstarts: {starts}\nends: {ends}\nunits: {{point: {{}}}}").Select(p => p.Code).ShouldBe(problems);

    [Fact]
    public void A_day_that_no_year_has_is_told_with_one_that_every_year_has() =>
        Problems("program: p\nzone: UTC\ncurrency: EUR\nunits: {bean: {expires: each 02-30}}").ShouldHaveSingleItem().ToString().ShouldContain("such as each 12-31");

    [Fact]
    public void A_unit_named_in_some_languages_only_is_one_problem_and_its_names_are_understood() =>
        Problems("program: p\nzone: UTC\ncurrency: EUR\nunits: {leaf: {name: {en: [leaf, leaves]}}}\nrewards: {mug: {costs: 3 leaves, gives: {merchandise: mug}}}")
            .ShouldHaveSingleItem().Code.ShouldBe("language-missing");

    private static IReadOnlyList<Problem> Problems(string yaml) => DefinitionReader.Read(Yaml.ReadOne(yaml).Document!).Problems;
}
