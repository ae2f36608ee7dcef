namespace Laurel.Linting.Checks;

/// <summary>More comes back than the goods leave.</summary>
internal sealed class ReturnRate(Subject subject, TypicalStay typical)
{
    /// <summary>Where nobody has said what the goods leave.</summary>
    private const decimal AssumedMargin = 0.5m;

    public IEnumerable<Finding> Run()
    {
        var margin = subject.Typical.Margin ?? AssumedMargin;
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
}
