namespace Laurel.Insight.Simulation;

/// <summary>Adds up every person's purchases over the worlds she could have lived in.</summary>
internal sealed class OutcomeCount(SampleShopOptions options)
{
    // The mean basket of the full form, in minor units; a test holds the two together.
    private const double MeanBasket = 1635;
    private const double Spread = 0.6;

    private readonly int[] months = MonthsOf(options);

    public ShopOutcomes Run()
    {
        var columns = months[^1] + 1;
        var people = new PersonOutcome[options.People];
        var visits = new int[options.People * columns];
        var spend = new long[options.People * columns];
        var population = new Population(options);
        var life = new Life(options, new Season(options.From, options.Days));
        for (var number = 0; number < people.Length; number++)
        {
            life.Live(population.Draw(number));
            var row = number * columns;
            people[number] = Count(life, visits.AsSpan(row, columns), spend.AsSpan(row, columns));
        }
        return new ShopOutcomes(people, columns, months[options.LaunchDay], visits, spend);
    }

    private PersonOutcome Count(Life life, Span<int> visits, Span<long> spend)
    {
        Buying beforeLaunch = default, sinceLaunch = default, before = default, since = default;
        Buying notJoined = default, program = default, extras = default;
        foreach (var chance in life.Chances)
        {
            var one = new Buying(1, Amount(life.Person, chance));
            var isAfter = chance.Day > life.Joined;
            if (isAfter && life.Happens(chance, Treatment.NotJoined))
                notJoined += one;
            if (isAfter && life.Happens(chance, Treatment.Program))
                program += one;
            if (isAfter && life.Happens(chance, Treatment.ProgramAndExtras))
                extras += one;
            if (!life.Happens(chance, life.Given))
                continue;
            visits[months[chance.Day]]++;
            spend[months[chance.Day]] += one.Spend;
            if (chance.Day < options.LaunchDay)
                beforeLaunch += one;
            else
                sinceLaunch += one;
            if (isAfter)
                since += one;
            else if (life.Joined is null || chance.Day < life.Joined)
                before += one;
        }
        return new PersonOutcome
        {
            Number = life.Person.Number,
            Household = life.Person.Household,
            IsIdentified = life.Person.IsIdentified,
            Joined = life.Joined,
            JoinedMonth = life.Joined is { } day ? months[day] : null,
            HeldOut = life.Person.HeldOut,
            BeforeLaunch = beforeLaunch,
            SinceLaunch = sinceLaunch,
            BeforeJoining = before,
            SinceJoining = since,
            HadNotJoined = notJoined,
            HadProgram = program,
            HadExtras = extras,
        };
    }

    private long Amount(Person person, Chance chance)
    {
        var dice = Dice.For(options.Seed, DrawnFor.Visit, person.Number, chance.Number);
        var amount = MeanBasket * person.Level * Portable.Exp(Spread * dice.Normal() - Spread * Spread / 2);
        return Math.Max(190, (long)amount);
    }

    private static int[] MonthsOf(SampleShopOptions options)
    {
        var first = options.From;
        return
        [
            .. Enumerable.Range(0, options.Days).Select(first.AddDays).Select(d => (d.Year - first.Year) * 12 + d.Month - first.Month),
        ];
    }
}
