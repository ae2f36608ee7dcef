namespace Laurel.Insight.Simulation;

/// <summary>
/// What only the maker of a world can know, beside what a merchant would see. Effects and differences are fractions: 0.06 is 6%.
/// </summary>
public sealed record ShopTruth
{
    public required int Members { get; init; }
    public required int HeldOut { get; init; }

    /// <summary>Purchases of members since joining, over those they would have made had they not joined, with the program alone.</summary>
    public required double ProgramEffect { get; init; }

    /// <summary>Purchases of members since joining with program and extras, over those with the program alone.</summary>
    public required double ExtrasEffect { get; init; }

    /// <summary>
    /// Purchases of members since joining as it really went, extras for all but the holdout, over those they would have made had
    /// they not joined: what a comparison over time of joiners with others estimates.
    /// </summary>
    public required double JoiningEffect { get; init; }

    /// <summary>
    /// What the naive comparison says: spend since the launch of each recognised customer who bought and has joined, over that
    /// of each who bought and has not.
    /// </summary>
    public required double MembersSpendMore { get; init; }

    /// <summary>The same people before the launch, when nobody could be a member.</summary>
    public required double MembersSpentMoreBefore { get; init; }

    internal static ShopTruth Of(ShopOutcomes outcomes)
    {
        Buying notJoined = default, program = default, extras = default, given = default;
        int members = 0, heldOut = 0;
        foreach (var person in outcomes.People)
        {
            if (person.Joined is null)
                continue;
            members++;
            heldOut += person.HeldOut ? 1 : 0;
            notJoined += person.HadNotJoined;
            program += person.HadProgram;
            extras += person.HadExtras;
            given += person.SinceJoining;
        }
        return new ShopTruth
        {
            Members = members,
            HeldOut = heldOut,
            ProgramEffect = (double)program.Purchases / notJoined.Purchases - 1,
            ExtrasEffect = (double)extras.Purchases / program.Purchases - 1,
            JoiningEffect = (double)given.Purchases / notJoined.Purchases - 1,
            MembersSpendMore = Gap(outcomes, person => person.SinceLaunch),
            MembersSpentMoreBefore = Gap(outcomes, person => person.BeforeLaunch),
        };
    }

    private static double Gap(ShopOutcomes outcomes, Func<PersonOutcome, Buying> when)
    {
        var bought = outcomes.People.Where(person => person.IsIdentified && when(person).Purchases > 0).ToList();
        var members = bought.Where(person => person.Joined is not null).Average(person => when(person).Spend);
        var others = bought.Where(person => person.Joined is null).Average(person => when(person).Spend);
        return members / others - 1;
    }
}
