using Laurel.Coalition;
using Laurel.Earning.Conditions;
using Laurel.Rewards;

namespace Laurel.Linting.Checks;

/// <summary>Partners whose units are taken nowhere, who are paid more than was paid in, or who get less than what they hand over costs.</summary>
internal sealed class Partnership(Subject subject)
{
    private const int LargestBasket = 2_048;

    private Definition Definition => subject.Definition;

    public IEnumerable<Finding> Run() =>
    [
        .. Definition.Partners.Where(p => p.Issues).Select(Unusable).OfType<Finding>(),
        .. Definition.Partners.Where(p => p.Accepts).SelectMany(p => (IEnumerable<Finding?>)[Drained(p), Underpaid(p)]).OfType<Finding>(),
    ];

    /// <summary>What a partner issues can be used at no shop.</summary>
    private Finding? Unusable(Partner issuer)
    {
        var units = Definition.Earning.Select(r => r.Unit).Distinct().Where(u => Definition.Unit(u)!.Money is null && Definition.Rewards.Any(r => r.Costs.Unit == u)).ToArray();
        if (units.Length == 0 || units.Any(u => Places(issuer).Any(p => RewardAt(p, u) is not null)) || Earned(issuer, units[0], 1) is not { } story)
            return null;
        var reward = Definition.Rewards.First(r => r.Costs.Unit == units[0]);
        Use(story, reward, issuer.Locations[0]);
        return Found("partner-units-unusable", Severity.Error, issuer.Id, [], story, $"what {issuer.Id} issues is taken nowhere", "used at");
    }

    /// <summary>For units it accepts it gets more than the one who issued them paid.</summary>
    private Finding? Drained(Partner acceptor)
    {
        foreach (var price in acceptor.AcceptsAt)
        {
            var issuer = Definition.Partners.Where(p => p.Issues && CanUse(p, acceptor.Id) && p.PriceOfIssuing(price.Unit) is > 0 and var paid && paid < price.Micros)
                .MinBy(p => p.PriceOfIssuing(price.Unit));
            if (issuer is null || RewardAt(acceptor.Id, price.Unit) is not { PaidBy: null } reward || Earned(issuer, price.Unit, reward.Least(reward.Costs)) is not { } story)
                continue;
            if (!Use(story, reward, acceptor.Locations[0]))
                continue;
            return Found("pool-runs-dry", Severity.Error, acceptor.Id,
                [("issuer", _ => issuer.Id), ("price", Price(price.Unit, price.Micros)), ("paid", Price(price.Unit, issuer.PriceOfIssuing(price.Unit)))],
                story, $"{acceptor.Id} is paid more than {issuer.Id} paid", "accepts at");
        }
        return null;
    }

    /// <summary>What it gets for a reward does not pay for what it hands over.</summary>
    private Finding? Underpaid(Partner acceptor)
    {
        foreach (var price in acceptor.AcceptsAt)
        {
            var issuer = Definition.Partners.FirstOrDefault(p => p.Issues && CanUse(p, acceptor.Id));
            if (issuer is null || RewardAt(acceptor.Id, price.Unit) is not { PaidBy: null } reward)
                continue;
            var paid = (decimal)price.Micros * reward.Costs.Amount / MoneyEntry.PerCoin;
            var cost = subject.Value(reward) * (1 - subject.Margin);
            if (paid >= cost || Earned(issuer, price.Unit, reward.Least(reward.Costs)) is not { } story || !Use(story, reward, acceptor.Locations[0]))
                continue;
            return Found("accepts-below-worth", Severity.Warning, acceptor.Id,
                [("reward", _ => reward.Id), ("paid", subject.Money(paid)), ("cost", subject.Money(cost))],
                story, $"{acceptor.Id} gets less than {reward.Id} costs it", "accepts at");
        }
        return null;
    }

    private Func<Language, string> Price(string unit, long micros) =>
        subject.Money((decimal)micros * Definition.Unit(unit)!.Scale / MoneyEntry.PerCoin);

    private static bool CanUse(Partner issuer, string place) => issuer.UsedAt is not { } places || places.Contains(place);

    /// <summary>Where the units of a partner can be used: partners that accept, and us.</summary>
    private IEnumerable<string> Places(Partner issuer) =>
        Definition.Partners.Where(p => p.Accepts).Select(p => p.Id).Append(Shares.Us).Where(p => CanUse(issuer, p));

    /// <summary>A reward that can be had there for a unit: the first that whoever likes can have.</summary>
    private Reward? RewardAt(string place, string unit) => Definition.Rewards.FirstOrDefault(r => r.Costs.Unit == unit && !r.AtOnce && r.Stock != 0
        && r.For.All(c => c is AtPartner at && (at.Any.Contains(place) || (place == Shares.Us && at.Any.Count == 0))));

    /// <summary>A member who earned so much at a partner's shop; null where no basket brings it.</summary>
    private Story? Earned(Partner issuer, string unit, long least)
    {
        for (var size = 1; size <= LargestBasket; size *= 2)
        {
            var story = subject.Begin();
            foreach (var partner in Definition.Partners.Where(p => p.NeedsConsent))
                story.Agree(partner.Id);
            var bought = story.Buy(new Buying("ada", [.. subject.Typical.Basket.Select(l => l with { Quantity = l.Quantity * size })]) { Location = issuer.Locations[0] });
            if (!bought.IsAccepted)
                return null;
            if (story.Member().Balance(unit, story.At).Total < least)
                continue;
            story.Now = story.Now.AddDays(HeavyCustomer.Waiting(Definition) + 1);
            return story;
        }
        return null;
    }

    /// <summary>Uses it there, and says what that moves.</summary>
    private bool Use(Story story, Reward reward, string location)
    {
        long? units = reward.Costs.IsEach ? reward.Least(reward.Costs) : null;
        var line = subject.LineFor(reward.Lines);
        var used = reward.Gives.IsDiscount
            ? story.Buy(new Buying("ada", [line with { Quantity = Math.Max(1, decimal.Ceiling((reward.Gives.Worth ?? 0) / Math.Max(1, line.UnitPrice))) }])
            {
                Location = location,
                Rewards = [new RewardInBasket { Reward = reward.Id, Units = units }],
            })
            : story.Redeem(reward.Id, units, location: location);
        if (!used.IsAccepted)
            return false;
        var moved = used.Events.OfType<MoneyMoved>().SelectMany(m => m.Entries).Where(e => e.Account == MoneyAccount.Pool).Sum(e => e.Micros);
        story.Expect($"money moves: {{pool: {Written.Money(Definition.Currency, (decimal)moved / MoneyEntry.PerCoin)}}}");
        return true;
    }

    private Finding Found(string code, Severity severity, string partner, IReadOnlyList<(string, Func<Language, string>)> facts, Story story, string name, string key) => new()
    {
        Code = code,
        Severity = severity,
        About = partner,
        Line = subject.LineOf("partners", partner, key),
        Facts = facts,
        Example = story.Example(name),
    };
}
