namespace Laurel.Insight.Reports;

/// <summary>An orders file could not be read; the message says what is wrong and what to write instead.</summary>
public sealed class OrdersFileException(string message) : Exception(message);
