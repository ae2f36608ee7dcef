using Laurel.Earning;

namespace Laurel.Linting.Checks;

/// <summary>More comes back than the goods leave.</summary>
internal sealed class ReturnRate(Subject subject, TypicalStay typical)
{
    private const int Loaded = 100;

    public IEnumerable<Finding> Run()
    {
        var margin = subject.Margin;
        foreach (var rule in subject.Definition.TopUps)
        {
            if (Load(rule, margin) is { } load)
                yield return load;
        }
        if (typical.Paid <= 0 || typical.FirstVisits is not { } visits || typical.Back <= margin * typical.Paid)
            yield break;
        visits.Expect(visits.State());
        yield return new Finding
        {
            Code = "return-above-margin",
            Severity = Severity.Error,
            About = subject.Definition.Id,
            Line = subject.LineOf("earning"),
            Facts = [("back", Subject.Share(typical.Back / typical.Paid)), ("margin", Subject.Share(margin)), ("worth", subject.Money(typical.Back))],
            Example = visits.Example("a typical customer gets more back than her purchases leave"),
        };
    }

    /// <summary>What a load brings besides what is paid, beside what the goods leave that are bought for both.</summary>
    private Finding? Load(EarningRule rule, decimal margin)
    {
        var (definition, witness) = (subject.Definition, new Witness(subject, rule.When));
        var onCard = definition.Stored(definition.Currency.Code, onCard: false) is null;
        var attempt = new Attempt(witness.Begin(), new Purse(), subject);
        if (rule.Limits.Count > 0 || !attempt.Load(witness, Loaded * definition.Currency.Scale, onCard) || attempt.Purse.Paid <= 0)
            return null;
        var free = attempt.Purse.Gain(attempt.Story, subject);
        if (free <= margin * (attempt.Purse.Paid + free))
            return null;
        return new Finding
        {
            Code = "return-above-margin",
            Severity = Severity.Error,
            About = rule.Id,
            Line = subject.LineOf("top ups", rule.Id),
            Form = "load",
            Facts = [("back", subject.Money(free)), ("paid", subject.Money(attempt.Purse.Paid)), ("margin", Subject.Share(margin))],
            Example = attempt.Story.Example($"{rule.Id} brings more than the goods leave"),
        };
    }
}
