using System.Globalization;
using Laurel.Care;

namespace Laurel.Insight.Simulation;

/// <summary>
/// What happens beside the till of the sample shop: what members tell of themselves and consent to as they join, requests and how soon they are
/// answered, public ratings, what members answer who are asked how it was, and a bag that is sent to who has become a regular. None of it changes
/// what anybody buys.
/// </summary>
/// <remarks>
/// By streams of chance of their own, so that the year itself stays as it is. A request follows one purchase in 250, a rating one in 120; half of
/// the answers are there within five hours, longer at weekends. Two of a hundred members withdraw a consent within the year. One purchase of a
/// member in thirty is followed by a survey that she answers; who is content would rather buy again and recommend the shop.
/// </remarks>
internal sealed class ShopCare(SampleShopOptions options)
{
    private const double RequestShare = 0.004;
    private const double RatingShare = 1 / 120.0;
    private const double SurveyShare = 1 / 30.0;
    private const double WalletShare = 0.4;
    private const double BagShare = 0.35;
    private const long BagFrom = 205_00;
    private const string Bag = "tote-bag";
    private static readonly string[] Topics = ["delivery", "beans", "quality", "opening-hours"];
    private static readonly double[] Sources = [0.7, 0.2, 0.1];
    private static readonly string[] SourceNames = ["google", "tripadvisor", "facebook"];
    private static readonly double[] Stars = [0.05, 0.05, 0.12, 0.30, 0.48];
    private static readonly double[] Content = [0.02, 0.05, 0.15, 0.43, 0.35];
    private static readonly double[] OneBelowToOneAbove = [0.2, 0.55, 0.25];

    private readonly PriorityQueue<Command, (DateTimeOffset At, int Number)> later = new();
    private readonly Dictionary<MemberId, long> spent = [];
    private int number;

    /// <summary>The same commands in their order, and between them what happens besides, by its time.</summary>
    public IEnumerable<Command> Around(IEnumerable<Command> commands)
    {
        var end = DateTimeOffset.MinValue;
        foreach (var command in commands)
        {
            end = command.At;
            while (later.TryPeek(out _, out var next) && next.At <= command.At)
                yield return later.Dequeue();
            yield return command is EnrolMember enrol ? Introduced(enrol) : command;
            if (command is RecordPurchase bought)
                Bought(bought.Purchase);
        }
        while (later.TryPeek(out _, out var next) && next.At <= end)
            yield return later.Dequeue();
    }

    private EnrolMember Introduced(EnrolMember enrol)
    {
        var card = ShopCard.Of(options.Seed, enrol.Member);
        var dice = Dice.For(options.Seed, DrawnFor.Care, Number(enrol.Member.Value));
        List<string> known = ["name", "language", "email"];
        if (card.Birthday is not null)
            known.Add("birthday");
        List<Consent> consents = [];
        if (dice.Chance(0.62))
            consents.Add(new Consent("marketing", "email", "2025-01", card.Language.Code(), "form"));
        if (dice.Chance(0.24))
            consents.Add(new Consent("marketing", "sms", "2025-01", card.Language.Code(), "form"));
        if (consents.Count > 0 && dice.Chance(0.04))
            Plan(new ChangeConsent { Id = default, At = enrol.At.AddDays(5 + dice.Below(240)), Member = enrol.Member, Consent = consents[0], Given = false });
        if (card.Birthday is null && dice.Chance(0.2))
            Plan(new NoteProfile { Id = default, At = enrol.At.AddDays(3 + dice.Below(90)), Member = enrol.Member, Filled = ["birthday"] });
        return enrol with { Profile = known, Consents = consents };
    }

    private void Bought(Purchase purchase)
    {
        var dice = Dice.For(options.Seed, DrawnFor.Care, Number(purchase.Id.Value), 1);
        if (dice.Chance(RequestShare))
            Ask(purchase, ref dice);
        if (dice.Chance(RatingShare))
            Rate(purchase, ref dice);
        if (purchase.Member is not { } member)
            return;
        Send(member, purchase, ref dice);
        var told = Dice.For(options.Seed, DrawnFor.Care, Number(purchase.Id.Value), 2);
        if (told.Chance(SurveyShare))
            Tell(member, purchase, ref told);
    }

    private void Ask(Purchase purchase, ref Dice dice)
    {
        var request = $"T-{purchase.Id.Value}";
        var opened = purchase.At.AddMinutes(30 + dice.Below(2 * 24 * 60));
        var isWeekend = opened.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var answered = opened.AddMinutes((int)(7 * 60 * dice.Exponential()) + (isWeekend ? 24 * 60 : 15));
        var solved = answered.AddMinutes((int)(40 * 60 * dice.Exponential()));
        var asked = new RecordCase
        {
            Id = default,
            At = opened,
            Case = request,
            Step = CaseStep.Opened,
            Member = purchase.Member,
            Topic = Topics[dice.Below(Topics.Length)],
            Location = purchase.Location,
            Channel = dice.Chance(0.7) ? "email" : "phone",
        };
        Plan(asked);
        if (!dice.Chance(0.97))
            return;
        Plan(asked with { At = answered, Step = CaseStep.Answered });
        if (dice.Chance(0.94))
            Plan(asked with { At = solved, Step = CaseStep.Solved });
    }

    private void Rate(Purchase purchase, ref Dice dice) => Plan(new RecordRating
    {
        Id = default,
        At = purchase.At.AddMinutes(20 + dice.Below(4 * 24 * 60)),
        Source = SourceNames[dice.Pick(Sources)],
        Rating = purchase.Id.Value,
        Stars = 1 + dice.Pick(Stars),
        Location = purchase.Location,
    });

    /// <summary>What she answers a few hours or days after she bought.</summary>
    private void Tell(MemberId member, Purchase purchase, ref Dice dice)
    {
        var satisfied = 1 + dice.Pick(Content);
        var again = Math.Clamp(satisfied + dice.Pick(OneBelowToOneAbove) - 1, 1, 5);
        var recommend = Math.Clamp(2 * satisfied - 1 + dice.Below(4) - 1, 0, 10);
        List<SurveyAnswer> answers = [new("satisfied", satisfied), new("again", again), new("recommend", recommend)];
        if (dice.Chance(WalletShare))
            answers.Add(new("wallet", 5 * dice.Between(2, 18)));
        Plan(new RecordActivity
        {
            Id = default,
            At = purchase.At.AddMinutes(90 + dice.Below(3 * 24 * 60)),
            Activity = new ActivityId("told-" + purchase.Id.Value),
            Member = member,
            What = "survey",
            Location = purchase.Location,
            Channel = "email",
            Answers = answers,
        });
    }

    /// <summary>Who has spent enough for the first level may ask for the bag, which is sent to her.</summary>
    private void Send(MemberId member, Purchase purchase, ref Dice dice)
    {
        var before = spent.GetValueOrDefault(member);
        var after = spent[member] = before + purchase.Lines.Sum(BasketFiller.AmountOf);
        if (before >= BagFrom || after < BagFrom || !dice.Chance(BagShare))
            return;
        var (ordered, redemption) = (purchase.At.AddHours(2), new RedemptionId("bag-" + member.Value));
        Plan(new ReserveReward { Id = default, At = ordered, Redemption = redemption, Member = member, Reward = Bag, AtOnce = true });
        if (dice.Chance(0.04))
        {
            Plan(new CancelRedemption { Id = default, At = ordered.AddDays(4), Redemption = redemption, Reason = "lost in the post" });
            return;
        }
        var shipped = ordered.AddHours(20 + dice.Below(60));
        Plan(new AdvanceFulfilment { Id = default, At = shipped, Redemption = redemption, Stage = Stage.Shipped });
        Plan(new AdvanceFulfilment { Id = default, At = shipped.AddHours(24 + (int)(70 * dice.Exponential())), Redemption = redemption, Stage = Stage.Delivered });
    }

    private void Plan(Command command)
    {
        var at = command.At.AddTicks(-(command.At.Ticks % TimeSpan.TicksPerSecond));
        var id = new CommandId(string.Create(CultureInfo.InvariantCulture, $"{at:yyyyMMdd}-care-{++number:D6}"));
        later.Enqueue(command with { Id = id, At = at, Actor = "shop" }, (at, number));
    }

    private static long Number(string name)
    {
        var number = 17L;
        foreach (var c in name)
            number = unchecked(number * 1_000_003 + c);
        return number;
    }
}
