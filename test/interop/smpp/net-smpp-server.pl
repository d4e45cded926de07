# A message centre in Perl: prints its port, serves one client until it unbinds, prints every request as a line of JSON.
use strict; use warnings; use Net::SMPP; use JSON::PP;
my $json = JSON::PP->new->canonical;
$| = 1;
my $listening = Net::SMPP->new_listen('127.0.0.1', port => 0, timeout => 20) or die "cannot listen";
print $listening->sockport, "\n";
my $smpp = $listening->accept or die "nobody came";
my $n = 0;
while (my $pdu = $smpp->read_pdu()) {
  my %seen = map { $_ => $pdu->{$_} } grep { !ref && /^[a-z_0-9]+$/ && $_ ne 'data' } keys %$pdu;
  print $json->encode({ %seen, %{ { map { ref $pdu->{$_} ? ($_ => $pdu->{$_}) : () } keys %$pdu } } }), "\n";
  my $seq = $pdu->{seq};
  my $cmd = $pdu->{cmd};
  if ($cmd == 9) { $smpp->bind_transceiver_resp(seq => $seq, system_id => 'perl') }
  elsif ($cmd == 0x15) { $smpp->enquire_link_resp(seq => $seq) }
  elsif ($cmd == 6) { $smpp->unbind_resp(seq => $seq); last }
  elsif ($cmd == 4) {
    my $id = 'p' . ++$n;
    $smpp->submit_sm_resp(seq => $seq, message_id => $id);
    $smpp->deliver_sm(async => 1, source_addr => $pdu->{destination_addr}, destination_addr => $pdu->{source_addr}, esm_class => 4,
      short_message => "id:$id sub:001 dlvrd:001 submit date:2611211200 done date:2611211201 stat:DELIVRD err:000 text:",
      receipted_message_id => "$id\0", message_state => pack('C', 2)) if $pdu->{registered_delivery};
  }
  elsif ($cmd == 0x103) { $smpp->data_sm_resp(seq => $seq, message_id => 'd') }
  elsif ($cmd == 0x21) { $smpp->submit_multi_resp(seq => $seq, message_id => 'm', dest_addr_ton => [1], dest_addr_npi => [1], destination_addr => ['15550009'], error_status_code => [11]) }
  elsif ($cmd == 3) { $smpp->query_sm_resp(seq => $seq, message_id => 'p1', final_date => '261121120000000+', message_state => 2, error_code => 0) }
  elsif ($cmd == 7) { $smpp->replace_sm_resp(seq => $seq) }
  elsif ($cmd == 8) { $smpp->cancel_sm_resp(seq => $seq, status => 0x11) }
}
