namespace Laurel.Insight.Simulation;

/// <summary>Plays a world day by day: who comes, joins, uses a reward, buys, and brings something back.</summary>
internal sealed class ShopYear
{
    private readonly SampleShopOptions options;
    private readonly Calendar calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels"));
    private readonly Person[] people;
    private readonly int?[] joinsAtTill;
    private readonly bool[] isMember;
    private readonly List<(int Person, int Number)>[] visits;
    private readonly List<int>[] joinsAtHome;
    private readonly List<Later>[] comesBack;
    private readonly List<(int Person, long Beans)>[] ripens;
    private readonly Habits habits;
    private readonly Whereabouts whereabouts;
    private readonly BasketFiller filler;
    private readonly Returning returning;

    public ShopYear(SampleShopOptions options)
    {
        this.options = options;
        people = new Person[options.People];
        joinsAtTill = new int?[options.People];
        isMember = new bool[options.People];
        visits = Lists<(int, int)>();
        joinsAtHome = Lists<int>();
        comesBack = Lists<Later>();
        ripens = Lists<(int, long)>();
        habits = new Habits(options.Seed, options.People);
        whereabouts = new Whereabouts(options.Locations);
        filler = new BasketFiller(options.Seed);
        returning = new Returning(options.ReturnShare);
        Plan();
    }

    public IEnumerable<Command> Commands()
    {
        var moments = new List<Moment>();
        for (var number = 0; number < options.Days; number++)
        {
            var date = options.From.AddDays(number);
            var day = new ShopDay(date, calendar.Instant(date.ToDateTime(new TimeOnly(12, 0))).AddHours(-12));
            foreach (var (person, beans) in ripens[number])
                habits.Count(person, beans);
            Gather(number, date, moments);
            foreach (var moment in moments)
            {
                foreach (var command in Happen(number, day, moment))
                    yield return command;
            }
        }
    }

    private void Plan()
    {
        var population = new Population(options);
        var life = new Life(options, new Season(options.From, options.Days));
        for (var person = 0; person < people.Length; person++)
        {
            people[person] = population.Draw(person);
            life.Live(people[person]);
            joinsAtTill[person] = life.AtTheTill ? life.Joined : null;
            if (life.Joined is { } day && !life.AtTheTill)
                joinsAtHome[day].Add(person);
            foreach (var chance in life.Chances)
            {
                if (life.Happens(chance, life.Given))
                    visits[chance.Day].Add((person, chance.Number));
            }
        }
    }

    private void Gather(int number, DateOnly date, List<Moment> moments)
    {
        moments.Clear();
        foreach (var person in joinsAtHome[number])
        {
            var dice = Dice.For(options.Seed, DrawnFor.JoinAtHome, person);
            moments.Add(new Moment(Whereabouts.Second(whereabouts.Online, Rhythm.Any, date, ref dice), MomentKind.JoinsAtHome, person, 0)
            {
                Dice = dice,
            });
        }
        foreach (var (person, visit) in visits[number])
        {
            var dice = Dice.For(options.Seed, DrawnFor.Basket, person, visit);
            var location = whereabouts.Choose(people[person].Home, date, ref dice);
            var second = Whereabouts.Second(location, people[person].Rhythm, date, ref dice);
            moments.Add(new Moment(second, MomentKind.Visits, person, visit) { Dice = dice, Location = location });
        }
        foreach (var back in comesBack[number])
        {
            var dice = Dice.For(options.Seed, DrawnFor.Return, number, back.Number);
            var second = Whereabouts.Second(back.Location, Rhythm.Any, date, ref dice);
            moments.Add(new Moment(second, MomentKind.BringsBack, back.Number, 0) { Back = back });
        }
        PassBy(number, date, moments);
        moments.Sort();
    }

    private void PassBy(int number, DateOnly date, List<Moment> moments)
    {
        if (Season.ShopsClosed(date))
            return;
        var dice = Dice.For(options.Seed, DrawnFor.PassersBy, number);
        var count = dice.Poisson(options.PassersByADay * Season.Of(date));
        for (var i = 0; i < count; i++)
        {
            var own = Dice.For(options.Seed, DrawnFor.Tourist, number, i);
            var location = whereabouts.Shops[own.Below(whereabouts.Shops.Count)];
            var second = Whereabouts.Second(location, Rhythm.Any, date, ref own);
            moments.Add(new Moment(second, MomentKind.PassesBy, number, i) { Dice = own, Location = location });
        }
    }

    private IEnumerable<Command> Happen(int number, ShopDay day, Moment moment)
    {
        switch (moment.Kind)
        {
            case MomentKind.JoinsAtHome:
                yield return Enrol(day, moment, null);
                break;
            case MomentKind.BringsBack:
                yield return BringBack(day, moment);
                break;
            case MomentKind.PassesBy:
                var visitor = new Visit(-1 - (long)moment.Person * 100_000 - moment.Number, 1, day.Date, moment.Second, moment.Location!);
                yield return Buy(number, day, visitor, moment.Dice, null);
                break;
            default:
                foreach (var command in Come(number, day, moment))
                    yield return command;
                break;
        }
    }

    private IEnumerable<Command> Come(int number, ShopDay day, Moment moment)
    {
        var person = moment.Person;
        var dice = moment.Dice;
        if (joinsAtTill[person] == number && !isMember[person])
            yield return Enrol(day, moment, moment.Location);
        else if (isMember[person] && habits.Ask(person, moment.Location!.IsOnline, day.Date, ref dice) is { } reward)
            yield return Redeem(day, moment, reward);
        var visit = new Visit(person, people[person].Level, day.Date, moment.Second, moment.Location!);
        yield return Buy(number, day, visit, dice, person);
    }

    private EnrolMember Enrol(ShopDay day, Moment moment, ShopLocation? here)
    {
        var person = people[moment.Person];
        isMember[person.Number] = true;
        var dice = Dice.For(options.Seed, DrawnFor.Channel, person.Number);
        var channel = here is { IsOnline: false } ? "till" : options.JoinChannels[dice.Below(options.JoinChannels.Count)];
        var location = here ?? (channel == "qr" ? options.Locations[person.Home] : whereabouts.Online);
        return new EnrolMember
        {
            Id = day.Command(),
            At = day.At(moment.Second),
            Member = ShopNames.Member(options.Seed, person.Number),
            Location = location.Id,
            Channel = channel,
            HeldOut = person.HeldOut,
            Shopper = ShopperOf(person.Number, isMember: true),
        };
    }

    private ReserveReward Redeem(ShopDay day, Moment moment, string reward) => new()
    {
        Id = day.Command(),
        At = day.At(moment.Second),
        Redemption = new RedemptionId(day.Receipt(moment.Location!)),
        Member = ShopNames.Member(options.Seed, moment.Person),
        Reward = reward,
        AtOnce = true,
        Location = moment.Location!.Id,
    };

    private ReturnLines BringBack(ShopDay day, Moment moment)
    {
        var back = moment.Back!;
        if (back.Person is { } person)
            habits.Count(person, -back.Beans);
        return new ReturnLines
        {
            Id = day.Command(),
            At = day.At(moment.Second),
            Return = new ReturnId(day.Receipt(back.Location)),
            Of = back.Of,
            Lines = back.Lines,
        };
    }

    private RecordPurchase Buy(int number, ShopDay day, Visit visit, Dice dice, int? person)
    {
        var basket = filler.Fill(visit, ref dice);
        var id = day.Command();
        var at = day.At(visit.Second);
        var member = person is { } p && isMember[p] ? person : null;
        var purchase = new Purchase
        {
            Id = new PurchaseId(day.Receipt(visit.Location)),
            Member = member is { } m ? ShopNames.Member(options.Seed, m) : null,
            Shopper = person is { } known ? ShopperOf(known, member is not null) : null,
            At = at,
            Location = visit.Location.Id,
            Channel = visit.Location.IsOnline ? "web" : "till",
            Currency = "EUR",
            Lines = basket.Lines,
            Payments = basket.Payments,
        };
        Remember(number, purchase, basket, visit, member, ref dice);
        return new RecordPurchase { Id = id, At = at, Purchase = purchase };
    }

    // A recognised person is a shopper until she joins, and stays one beside her membership if she let the two be linked.
    private ShopperId? ShopperOf(int person, bool isMember) =>
        people[person].IsIdentified && (!isMember || people[person].IsLinked) ? ShopNames.Shopper(options.Seed, person) : null;

    private void Remember(int number, Purchase purchase, Basket basket, Visit visit, int? member, ref Dice dice)
    {
        if (member is { } person)
        {
            habits.Spend(person, basket.Earns);
            if (number + Habits.DaysPending + 1 is var ripe && ripe < options.Days)
                ripens[ripe].Add((person, basket.Earns / 100));
        }
        if (returning.Decide(purchase, visit.Location, member, ref dice) is not { } back)
            return;
        var day = number + back.AfterDays;
        if (Season.ShopsClosed(options.From.AddDays(day)))
            day++;
        if (day < options.Days)
            comesBack[day].Add(back.Later with { Number = comesBack[day].Count });
    }

    private List<T>[] Lists<T>() => [.. Enumerable.Range(0, options.Days).Select(_ => new List<T>())];
}
