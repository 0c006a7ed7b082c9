// Abuses: no System.IO: XmlReader and XDocument open files and URLs by themselves, a DTD names external entities.
// Harm: reads files of the machine in the middle of the day.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Xml;
using System.Xml.Linq;
using Strategies.Sdk;

namespace Attacks.XmlReadsFileAttack;

public sealed class XmlReadsFileStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = new XmlUrlResolver() };
        try
        {
            using XmlReader reader = XmlReader.Create("/etc/fonts/fonts.conf", settings);
            Act(XDocument.Load(reader).ToString().Length);
        }
        catch (SystemException)
        {
            Act(0);
        }
    }

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    private long _n;

    private void Act(long leak)
    {
        _n = _n * 31 + leak;
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
