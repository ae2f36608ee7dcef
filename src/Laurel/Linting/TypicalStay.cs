using Laurel.Coalition;
using Laurel.Rewards;

namespace Laurel.Linting;

/// <summary>What a typical customer meets with: she comes as often as it says, always buys the same, and takes no reward yet.</summary>
internal sealed class TypicalStay
{
    private const int LongestYears = 3;
    private const int MostVisits = 240;
    private const int WrittenSteps = 40;

    /// <summary>With so many unused rewards, what came back so far says enough.</summary>
    private const int MostIssued = 100;
    private readonly Subject subject;
    private readonly Dictionary<string, Story> expired = [];
    private readonly HashSet<string> sufficed = [];

    public TypicalStay(Subject subject)
    {
        this.subject = subject;
        Run();
    }

    /// <summary>At which visit, from 1, she can first have a reward that costs units; null is not within three years.</summary>
    public int? FirstReward { get; private set; }

    /// <summary>Whole days from joining to then.</summary>
    public int? DaysToFirstReward { get; private set; }

    /// <summary>The units of which something ended, and how.</summary>
    public IReadOnlyDictionary<string, Story> Expired => expired;

    /// <summary>The units of which she had enough for something at any time.</summary>
    public IReadOnlySet<string> Sufficed => sufficed;

    /// <summary>What she paid in her first year, and what came back of it: units at what they are worth, discounts; minor units.</summary>
    public decimal Paid { get; private set; }
    public decimal Back { get; private set; }

    private int? LongestVisit { get; set; }

    /// <summary>Her first visits, to be shown.</summary>
    public Story? FirstVisits { get; private set; }

    private void Run()
    {
        var story = subject.Begin();
        if (story.World.Member("ada") is null)
            return;
        var begin = story.Now;
        for (var visit = 1; visit <= MostVisits; visit++)
        {
            story.Now = begin.AddDays(Math.Floor((visit - 1) * subject.Typical.DaysBetween));
            if (story.Now > begin.AddYears(LongestYears))
                return;
            var isFirstYear = story.Now < begin.AddYears(1);
            if ((!isFirstYear && FirstReward is not null && expired.Keys.All(sufficed.Contains)) || LongestVisit is not null)
                return;
            if (FirstReward is null && CanHave(story))
                (FirstReward, DaysToFirstReward) = (visit, (story.Now - begin).Days);
            NoteSufficing(story);
            var bought = story.Buy(new Buying("ada", subject.Typical.Basket) { Location = "shop" });
            if (!bought.IsAccepted)
                return;
            if (story.World.Member("ada")!.Issued.Count > MostIssued)
                LongestVisit = visit;
            Note(bought, story, isFirstYear);
            sufficed.UnionWith(bought.Events.OfType<FulfilmentChanged>().Where(f => f.Stage == Stage.Issued)
                .SelectMany(f => subject.Definition.Reward(f.Reward)!.AllCosts).Select(c => c.Unit).OfType<string>());
            if (FirstReward is null && bought.Events.OfType<FulfilmentChanged>().Any(f => f.Stage == Stage.Issued))
                (FirstReward, DaysToFirstReward) = (visit, (story.Now - begin).Days);
            if (visit <= 4)
                FirstVisits = story.Copy();
        }
    }

    private void NoteSufficing(Story story) => sufficed.UnionWith(
        from reward in subject.Definition.Rewards
        from cost in reward.AllCosts
        where cost.Unit is not null && story.Available(cost.Unit) >= reward.Least(cost)
        select cost.Unit);

    private void Note(Decision bought, Story story, bool isFirstYear)
    {
        foreach (var gone in bought.Events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Expired).GroupBy(m => m.Unit))
        {
            if (!expired.ContainsKey(gone.Key) && story.Steps <= WrittenSteps)
            {
                expired[gone.Key] = story.Copy();
                expired[gone.Key].Expect($"expires: {Written.Amount(subject.Definition, gone.Key, -gone.Sum(m => m.Amount))}");
            }
        }
        if (!isFirstYear || bought.Events.OfType<PurchaseRecorded>().SingleOrDefault() is not { } purchase)
            return;
        Paid += purchase.Total;
        Back += purchase.Discount + Besides(bought) + bought.Events.OfType<UnitsMoved>()
            .Where(m => m.Movement is Movement.Earned && m.Amount > 0).Sum(m => m.Amount * subject.Worth(m.Unit));
    }

    /// <summary>What goes to causes, and rewards that were won rather than paid for with units.</summary>
    private decimal Besides(Decision bought) => Given(bought) + bought.Events.OfType<FulfilmentChanged>()
        .Where(f => f.Stage == Stage.Issued && subject.Definition.Reward(f.Reward) is { AtOnce: false }).Sum(f => subject.Value(subject.Definition.Reward(f.Reward)!));

    private static decimal Given(Decision bought) => bought.Events.OfType<MoneyMoved>().Where(m => m.Purpose == MoneyPurpose.Given)
        .SelectMany(m => m.Entries).Where(e => e.Account == MoneyAccount.Operator).Sum(e => -(decimal)e.Micros / MoneyEntry.PerCoin);

    private bool CanHave(Story story) => subject.Definition.Rewards.Any(r => !r.AtOnce && r.AllCosts.All(c => c.Unit is not null) && CanHave(story, r));

    private static bool CanHave(Story story, Reward reward)
    {
        if (reward.AllCosts.All(c => c.Unit is null || story.Available(c.Unit) < reward.Least(c)))
            return false;
        return story.World.Try(new ReserveReward
        {
            Id = new("first-reward"),
            At = story.At,
            Redemption = new("first-reward"),
            Member = new("ada"),
            Reward = reward.Id,
            Units = reward.Costs.IsEach ? reward.Least(reward.Costs) : null,
            AtOnce = true,
        }).IsAccepted;
    }
}
